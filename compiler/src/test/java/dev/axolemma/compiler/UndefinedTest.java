package dev.axolemma.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.axolemma.Activation;
import dev.axolemma.Direction;
import dev.axolemma.Dtype;
import dev.axolemma.Operation;
import dev.axolemma.formula.Formula;
import dev.axolemma.formula.Point;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Where a part of a formula is undefined, as the logarithm of −1 is, so is the formula: whatever is computed of the part. */
class UndefinedTest {

    private static final List<UnaryOperator<Formula>> UNDEFINED = List.of(Formula::log, Formula::log1p, Formula::sqrt,
            x -> x.erf().minus(x.log1p()));
    private static final List<UnaryOperator<Formula>> FUNCTIONS = List.of(UnaryOperator.identity(), Formula::exp,
            Formula::expm1, Formula::log, Formula::log1p, Formula::tanh, Formula::sigmoid, Formula::softplus, Formula::erf,
            Formula::erfc, Formula::normalCdf, Formula::normalPdf, Formula::sin, Formula::cos, Formula::sqrt, Formula::abs);

    @ParameterizedTest
    @EnumSource(names = {"F32", "F64"})
    void undefinedPartsMakeTheFormulaUndefined(Dtype dtype) {
        for (UnaryOperator<Formula> undefined : UNDEFINED) {
            for (UnaryOperator<Formula> inner : FUNCTIONS) {
                for (UnaryOperator<Formula> outer : FUNCTIONS) {
                    assertUndefined(outer.apply(inner.apply(undefined.apply(Formula.input(0)))), dtype);
                }
            }
        }
    }

    private static void assertUndefined(Formula formula, Dtype dtype) {
        Operation operation = Operation.of(Activation.of("undefined", 1, formula), Direction.FORWARD);
        Program program = Lowering.lower(operation, dtype);
        for (double x : new double[] {-1.5, -2, -1e30}) {
            assertThat(formula.evaluate(Point.of(x))).isNaN();
            assertThat(value(program, x)).as("%s of %s at %s", dtype, formula, x).isNaN();
        }
    }

    private static double value(Program program, double x) {
        return switch (program.dtype()) {
            case F16, BF16 -> throw new AssertionError(program);
            case F32 -> Float.intBitsToFloat((int) run(program, Float.floatToIntBits((float) x)));
            case F64 -> Double.longBitsToDouble(run(program, Double.doubleToLongBits(x)));
        };
    }

    private static long run(Program program, long bits) {
        return Interpreter.run(program, new long[] {bits}, new double[0])[0];
    }
}
