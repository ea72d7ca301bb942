package dev.axolemma.opencl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.axolemma.Activations;
import dev.axolemma.Engine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where OpenCL is missing, or a part of it, everything else works, and nothing is printed. */
class AbsenceTest {

    @TempDir
    private Path folder;

    /** Computes with the best engine there is, and says why OpenCL is none. */
    static final class Asked {

        public static void main(String... arguments) {
            float[] x = {-1, 2};
            try (Engine engine = Engine.open()) {
                engine.forward(Activations.relu(), x, x);
            }
            System.out.println(x[0] + " " + x[1]);
            System.out.println(new OpenClBackend().unavailable().orElse("available"));
        }
    }

    private OtherJvm ask(Map<String, String> environment, List<String> options) throws IOException, InterruptedException {
        OtherJvm jvm = OtherJvm.start(Asked.class, folder, environment, options).await();
        assertThat(jvm.err()).isEmpty();
        assertThat(jvm.exit()).isZero();
        assertThat(jvm.out().lines()).first().isEqualTo("0.0 2.0");
        return jvm;
    }

    @Test
    void withoutNativeAccess() throws IOException, InterruptedException {
        OtherJvm jvm = ask(Map.of(), List.of("-Daxolemma.backend=scalar"));
        assertThat(jvm.out()).contains("start java with --enable-native-access=ALL-UNNAMED");
        assertThat(jvm.out().lines()).hasSize(2);
    }

    @Test
    void withoutAPlatform() throws IOException, InterruptedException {
        Engines.assumeDevice();
        Path none = Files.createDirectory(folder.resolve("vendors"));
        OtherJvm jvm = ask(Map.of("OCL_ICD_VENDORS", none.toString()),
                List.of("-Daxolemma.backend=scalar", OtherJvm.NATIVE_ACCESS));
        assertThat(jvm.out()).contains("no OpenCL platform has a device; install the driver of yours");
        assertThat(jvm.out().lines()).hasSize(2);
    }

    @Test
    void withoutALoader() {
        assertThat(Jocl.obstacle(List.of("libNoSuchThing.so.1"))).get().asString()
                .contains("there is no OpenCL loader (libNoSuchThing.so.1); install the driver of your device");
    }
}
