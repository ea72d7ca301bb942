package dev.axolemma.cuda;

import static org.assertj.core.api.Assertions.assertThat;

import dev.axolemma.Activations;
import dev.axolemma.Direction;
import dev.axolemma.Dtype;
import dev.axolemma.Operation;
import dev.axolemma.spi.Target;
import java.util.List;
import org.junit.jupiter.api.Test;

class PtxTargetTest {

    private static String emit(Operation operation, Dtype dtype) {
        return Target.all().stream().filter(target -> target.name().equals("ptx")).findFirst().orElseThrow()
                .emit(operation, dtype);
    }

    @Test
    void tellsWhatTheScalarsAreAndCanBeAssembled() {
        String text = emit(Operation.of(Activations.leakyRelu().with("slope", 0.1), Direction.BACKWARD), Dtype.F64);

        assertThat(text).startsWith("// scalar 0 is slope = 0.1, high word: 0.1\n").contains(".param .f64 scalar0")
                .endsWith("}\n");
        assertThat(Assembler.assemble(text, "sm_75")).contains("Used");
    }

    @Test
    void formatsOfStorageAreComputedInF32() {
        Operation relu = Operation.of(Activations.relu(), Direction.FORWARD);

        assertThat(emit(relu, Dtype.F16)).contains("cvt.f32.f16", "cvt.rn.f16.f32", "ld.global.v4.b16");
        for (Dtype dtype : List.of(Dtype.F16, Dtype.BF16)) {
            assertThat(Assembler.assemble(emit(relu, dtype), "sm_75")).contains("Used");
        }
    }

    /** Without it the assembler fuses a multiplication with an addition. */
    @Test
    void everyRoundingIsSpelledOut() {
        for (Dtype dtype : List.of(Dtype.F32, Dtype.F64)) {
            assertThat(emit(Operation.of(Activations.gelu(), Direction.BACKWARD), dtype)).contains(" fma.rn.")
                    .doesNotContainPattern("(add|sub|mul|div|sqrt)\\.f(32|64)").doesNotContain(".ftz")
                    .doesNotContain(".approx").doesNotContainPattern("(min|max)\\.f");
        }
    }
}
