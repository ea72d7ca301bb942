package dev.axolemma.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.axolemma.Activations;
import dev.axolemma.Direction;
import dev.axolemma.Dtype;
import dev.axolemma.Operation;
import dev.axolemma.spi.Target;
import org.junit.jupiter.api.Test;

class ProgramTargetTest {

    private static String emit(Operation operation, Dtype dtype) {
        Target target = Target.all().getFirst();
        assertThat(target.name()).isEqualTo("program");
        return target.emit(operation, dtype);
    }

    @Test
    void showsTheProgram() {
        Operation operation = Operation.of(Activations.sigmoid(), Direction.BACKWARD);

        assertThat(emit(operation, Dtype.F64)).isEqualTo(Lowering.lower(operation, Dtype.F64).toString())
                .startsWith("%0 = input 0\n").endsWith("\n");
    }

    @Test
    void tellsWhatTheScalarsAre() {
        Operation operation = Operation.of(Activations.leakyRelu().with("slope", 0.1), Direction.FORWARD);

        assertThat(emit(operation, Dtype.F32)).isEqualTo("""
                // scalar 0 is slope = 0.1, high word: 0.10000000149011612
                // scalar 1 is slope = 0.1, low word: -1.4901161415892261E-9
                // scalar 2 is slope = 0.1, exponent: -4.0
                // scalar 3 is slope = 0.1, significand, high word: 1.600000023841858
                // scalar 4 is slope = 0.1, significand, low word: -2.3841858265427618E-8
                """ + Lowering.lower(operation, Dtype.F32));
    }
}
