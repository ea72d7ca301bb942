package dev.axolemma.formula;

import static org.assertj.core.api.Assertions.assertThat;

import dev.axolemma.formula.Formula.Op;
import java.math.BigDecimal;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.DoubleBinaryOperator;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** Whatever is simplified has the bits of plain IEEE arithmetic, at −0, ∞ and NaN too. */
class SimplificationTest {

    private static final Formula X = Formula.input(0);
    private static final List<Double> SPECIAL = List.of(0.0, -0.0, 1.0, -1.0, 2.0, 0.5, Double.MIN_VALUE,
            -Double.MIN_VALUE, Double.MIN_NORMAL, 0x1p-900, 0x1p-537, Double.MAX_VALUE, -Double.MAX_VALUE,
            Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY);

    @Provide
    Arbitrary<Double> numbers() {
        return Arbitraries.oneOf(Arbitraries.of(SPECIAL), Arbitraries.integers().between(-64, 64).map(i -> i / 8.0),
                Arbitraries.longs().map(Double::longBitsToDouble).filter(Double::isFinite));
    }

    @Provide
    Arbitrary<Double> values() {
        return Arbitraries.oneOf(numbers(), Arbitraries.just(Double.NaN));
    }

    @Property(tries = 20_000)
    void arithmeticWithAConstantKeepsItsBits(@ForAll("values") double x, @ForAll("numbers") double c) {
        Formula constant = Formula.constant(c);
        same(X.plus(c), x, x + c);
        same(constant.plus(X), x, c + x);
        same(X.minus(c), x, x - c);
        same(constant.minus(X), x, c - x);
        same(X.times(c), x, x * c);
        same(constant.times(X), x, c * x);
        same(X.over(c), x, x / c);
        same(constant.over(X), x, c / x);
    }

    @Property(tries = 20_000)
    void arithmeticWithASignKeepsItsBits(@ForAll("values") double x, @ForAll("values") double y) {
        Formula minusY = Formula.input(1).negate();
        Point at = Point.of(x, y);
        assertThat((Object) X.plus(minusY).evaluate(at)).isEqualTo(x + -y);
        assertThat((Object) X.minus(minusY).evaluate(at)).isEqualTo(x - -y);
        assertThat((Object) minusY.negate().evaluate(at)).isEqualTo(y);
        assertThat((Object) minusY.square().evaluate(at)).isEqualTo(y * y);
        assertThat((Object) minusY.abs().evaluate(at)).isEqualTo(Math.abs(y));
        assertThat((Object) minusY.abs().abs().evaluate(at)).isEqualTo(Math.abs(y));
        assertThat((Object) minusY.square().abs().evaluate(at)).isEqualTo(y * y);
    }

    @Property(tries = 20_000)
    void constantsAreCombinedOnlyWhereThatIsExact(@ForAll("numbers") double a, @ForAll("numbers") double b) {
        exact(Formula.constant(a).plus(b), a, b, (x, y) -> x + y, BigDecimal::add);
        exact(Formula.constant(a).minus(b), a, b, (x, y) -> x - y, BigDecimal::subtract);
        exact(Formula.constant(a).times(b), a, b, (x, y) -> x * y, BigDecimal::multiply);
        Formula quotient = Formula.constant(a).over(b);
        assertThat((Object) quotient.evaluate(Point.of())).isEqualTo(a / b);
        if (quotient.op() == Op.CONSTANT && Double.isFinite(a)) {
            assertThat(new BigDecimal(quotient.value()).multiply(new BigDecimal(b)))
                    .isEqualByComparingTo(new BigDecimal(a));
        }
    }

    private static void exact(Formula combined, double a, double b, DoubleBinaryOperator rounded,
            BinaryOperator<BigDecimal> exactly) {
        assertThat((Object) combined.evaluate(Point.of())).isEqualTo(rounded.applyAsDouble(a, b));
        if (combined.op() == Op.CONSTANT && Double.isFinite(a) && Double.isFinite(b)) {
            assertThat(new BigDecimal(combined.value()))
                    .isEqualByComparingTo(exactly.apply(new BigDecimal(a), new BigDecimal(b)));
        }
    }

    private static void same(Formula formula, double x, double expected) {
        assertThat((Object) formula.evaluate(Point.of(x))).as("%s at %s", formula, x).isEqualTo(expected);
    }

    @Test
    void neutralElementsDisappear() {
        assertThat(List.of(X.plus(-0.0), Formula.constant(-0.0).plus(X), X.minus(0.0), X.times(1),
                Formula.constant(1).times(X), X.over(1), X.negate().negate(), X.less(1).then(X).otherwise(X)))
                .allMatch(X::equals);
        assertThat(X.times(-1)).isEqualTo(X.negate());
        assertThat(X.plus(Formula.input(1).negate())).isEqualTo(X.minus(Formula.input(1)));
        assertThat(X.negate().square()).isEqualTo(X.square());
        assertThat(X.negate().abs()).isEqualTo(X.abs());
        assertThat(X.exp().abs()).isEqualTo(X.exp());
        assertThat(Formula.constant(2).times(3).plus(1)).isEqualTo(Formula.constant(7));
    }

    @Test
    void whatFailsForSomeValueStays() {
        assertThat(X.plus(0.0).op()).as("−0 + 0 = 0").isEqualTo(Op.ADD);
        assertThat(X.times(0).op()).as("∞·0 = NaN").isEqualTo(Op.MULTIPLY);
        assertThat(X.minus(X).op()).as("∞ − ∞ = NaN").isEqualTo(Op.SUBTRACT);
        assertThat(X.over(X).op()).as("0/0 = NaN").isEqualTo(Op.DIVIDE);
        assertThat(Formula.constant(0).minus(X).op()).as("0 − 0 = 0, −0 = −0").isEqualTo(Op.SUBTRACT);
        assertThat(Formula.constant(0.1).times(3).op()).as("3·0.1 is rounded").isEqualTo(Op.MULTIPLY);
        assertThat(Formula.constant(0.1).plus(0.2).op()).as("0.1 + 0.2 is rounded").isEqualTo(Op.ADD);
        assertThat(Formula.constant(1).over(3).op()).as("1/3 is rounded").isEqualTo(Op.DIVIDE);
        assertThat(Formula.constant(1).over(0).op()).as("a formula has no infinite value").isEqualTo(Op.DIVIDE);
    }
}
