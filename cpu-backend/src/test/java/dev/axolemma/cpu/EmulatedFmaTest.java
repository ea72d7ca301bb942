package dev.axolemma.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.axolemma.Engine;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Where the processor has no fused multiply-add, Java emulates it with arithmetic of any precision. */
class EmulatedFmaTest {

    @TempDir
    private Path folder;

    static List<String> backends() {
        return Cpu.hasVectorApi() ? List.of("scalar", "simd") : List.of("scalar");
    }

    @ParameterizedTest
    @MethodSource("backends")
    void returnsTheSameBitsAndIsNamed(String backend) throws Exception {
        List<String> options = new ArrayList<>(List.of("-XX:-UseFMA", "-Daxolemma.backend=" + backend));
        if (backend.equals("simd")) {
            options.addAll(List.of("--add-modules", "jdk.incubator.vector"));
        }
        OtherJvm emulating = OtherJvm.run(folder, false, options);

        assertThat(emulating.engine()).contains("backend=" + backend, "fused multiply-add=emulated");
        try (Engine engine = Engine.builder().backend(backend).warmUp(false).open()) {
            assertThat(emulating.bits()).isEqualTo(OtherJvm.bits(engine));
        }
    }
}
