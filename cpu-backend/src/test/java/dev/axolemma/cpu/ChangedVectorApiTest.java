package dev.axolemma.cpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.axolemma.Engine;
import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.MethodModel;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where the Vector API lacks a method that is called, scalar code computes the same bits, and the log says why. */
class ChangedVectorApiTest {

    private static final String CHANGED = "the Vector API of this JDK is not the one expected";

    @TempDir
    private Path folder;

    @BeforeEach
    void needsTheVectorApi() {
        assumeTrue(Cpu.hasVectorApi(), "without the Vector API there is nothing to change");
    }

    @Test
    void isNoticedWhenAnEngineIsOpened() throws Exception {
        OtherJvm changed = OtherJvm.run(folder, false, without("VectorShape", "preferredShape"));

        assertThat(changed.engine()).contains("backend=scalar", CHANGED);
        assertSameBits(changed);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void isNoticedBeforeVectorCodeIsUsed(boolean warmUp) throws Exception {
        OtherJvm changed = OtherJvm.run(folder, warmUp, without("FloatVector", "fma"));

        assertThat(changed.engine()).contains("backend=simd");
        assertSameBits(changed);
    }

    private static void assertSameBits(OtherJvm changed) {
        assertThat(changed.log()).containsOnlyOnce(CHANGED).contains("the same bits", "NoSuchMethodError");
        try (Engine engine = Engine.builder().warmUp(false).open()) {
            assertThat(changed.bits()).isEqualTo(OtherJvm.bits(engine));
        }
    }

    /** The options of a JVM whose Vector API lacks a method. */
    private List<String> without(String type, String method) throws IOException {
        String name = "jdk/incubator/vector/" + type + ".class";
        ClassFile classFile = ClassFile.of();
        byte[] changed = classFile.transformClass(
                classFile.parse(Path.of(URI.create("jrt:/jdk.incubator.vector/" + name))),
                ClassTransform.dropping(part -> part instanceof MethodModel m && m.methodName().equalsString(method)));
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.write(file, changed);
        return List.of("--add-modules", "jdk.incubator.vector", "--patch-module", "jdk.incubator.vector=" + folder);
    }
}
