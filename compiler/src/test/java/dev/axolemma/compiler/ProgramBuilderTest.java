package dev.axolemma.compiler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.axolemma.Dtype;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProgramBuilderTest {

    private final ProgramBuilder builder = new ProgramBuilder(Dtype.F32);

    @Test
    void makesEqualInstructionsOnce() {
        Value x = builder.make(Op.INPUT, 0);

        assertThat(builder.make(Op.INPUT, 0)).isSameAs(x);
        assertThat(builder.make(Op.ADD, x, builder.constant(2))).isSameAs(builder.make(Op.ADD, x, builder.constant(2)));
        assertThat(builder.constant(-0.0)).isNotSameAs(builder.constant(0.0));
    }

    @Test
    void everyPartOfAnInstructionCounts() {
        Value x = builder.make(Op.INPUT, 0);
        Value y = builder.make(Op.INPUT, 1);
        Value sum = builder.make(Op.ADD, x, y);

        assertThat(y).isNotSameAs(x);
        assertThat(builder.make(Op.SUBTRACT, x, y)).isNotSameAs(sum);
        assertThat(builder.make(Op.ADD, y, x)).isNotSameAs(sum);
        assertThat(builder.make(Op.ADD, x, x)).isNotSameAs(sum);
    }

    @Test
    void keepsOnlyWhatTheOutputsNeedInOrder() {
        Value x = builder.make(Op.INPUT, 0);
        builder.make(Op.NEGATE, x);
        Value output = builder.make(Op.ADD, builder.make(Op.ABS, x), builder.constant(1));

        Program program = builder.build(1, List.of(), List.of(output));

        assertThat(program.instructions()).extracting(Value::op)
                .containsExactly(Op.INPUT, Op.ABS, Op.CONSTANT, Op.ADD);
        assertThat(program.instructions()).extracting(Value::id).containsExactly(0, 1, 2, 3);
        assertThat(program.outputs()).containsExactly(program.instructions().get(3));
    }

    @Test
    void refusesOperandsOfAnotherType() {
        Value x = builder.make(Op.INPUT, 0);

        assertThatIllegalArgumentException().isThrownBy(() -> builder.make(Op.INT_ADD, x, x))
                .withMessageContaining("INT_ADD").withMessageContaining("it takes [INT, INT]");
        assertThatIllegalArgumentException().isThrownBy(() -> builder.make(Op.ADD, x));
    }

    @Test
    void refusesConstantsThatTheDtypeCannotHold() {
        assertThatIllegalArgumentException().isThrownBy(() -> builder.constant(0.1))
                .withMessage("value is 0.1; it must be a binary32 number");
        assertThat(builder.constant(Double.NaN).op()).isEqualTo(Op.CONSTANT);
    }

    @Test
    void splitsABinary64NumberIntoWordsThatAddUpToIt() {
        double value = 1.702;
        Program.Scalar high = new Program.Scalar(0, 0);
        Program.Scalar low = new Program.Scalar(0, 1);

        assertThat(high.of(value, Dtype.F32)).isEqualTo((float) value);
        assertThat(high.of(value, Dtype.F32) + low.of(value, Dtype.F32)).isCloseTo(value, within(1e-15));
        assertThat(high.of(value, Dtype.F64)).isEqualTo(value);
        assertThat(low.of(1e300, Dtype.F32)).isZero();
    }

    @ParameterizedTest
    @ValueSource(doubles = {1.702, -0.1, 1e300, -1e-300, 4.9e-324, 0, Double.POSITIVE_INFINITY})
    void keepsTheExponentOfAParameterApart(double value) {
        double significand = new Program.Scalar(0, Program.Scalar.SIGNIFICAND_HIGH).of(value, Dtype.F64);
        double exponent = new Program.Scalar(0, Program.Scalar.EXPONENT).of(value, Dtype.F64);

        assertThat(Math.scalb(significand, (int) Math.clamp(exponent, -1074, 1024))).isEqualTo(value);
        assertThat(value == 0 || Math.abs(significand) >= 1 && Math.abs(significand) < 2).isTrue();
    }

    private static org.assertj.core.data.Offset<Double> within(double error) {
        return org.assertj.core.data.Offset.offset(error);
    }
}
