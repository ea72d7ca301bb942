package dev.axolemma.bench.reference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.axolemma.bench.reference.Tape.Step;
import dev.axolemma.formula.Formula.Op;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every tier against mpmath: the value is inside the bound, and the bound is narrow. */
class PrimitivesTest {

    private static final BallArithmetic EXACT = new BallArithmetic(20_000);
    /** mpmath's values are rounded to 240 bits. */
    private static final int VALUE_BITS = 239;

    record Value(Op op, double x, Ball value) {

        static Value parse(String line) {
            String[] parts = line.split("\t");
            Ball value = Ball.of(new BigInteger(parts[2]), BigInteger.ZERO, new BigInteger(parts[3]));
            return new Value(Op.valueOf(parts[0]), Double.longBitsToDouble(Long.parseUnsignedLong(parts[1], 16)),
                    value.isZero() ? value : value.widened(value.scaled(-VALUE_BITS)));
        }

        List<Step> steps() {
            return List.of(new Step(Op.INPUT, 0), new Step(op, 0, 0));
        }

        @Override
        public String toString() {
            return op + "(" + x + ")";
        }
    }

    static List<Op> primitives() {
        return values().map(Value::op).distinct().toList();
    }

    private static Stream<Value> values() {
        try (var stream = PrimitivesTest.class.getResourceAsStream("primitives.tsv")) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8).lines().map(Value::parse);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Value> valuesOf(Op op) {
        return values().filter(value -> value.op == op).toList();
    }

    /** |a − b| ≤ error. */
    private static boolean isWithin(Ball a, Ball b, Ball error) {
        Ball difference = EXACT.subtract(a, b);
        Order order = EXACT.compare(new Ball(difference.middle().abs(), BigInteger.ZERO, difference.exponent(),
                difference.special()).abs(), error);
        return difference.isZero() || order == Order.LESS || order == Order.EQUAL;
    }

    private static Ball middle(Ball ball) {
        return ball.isSpecial() ? ball : new Ball(ball.middle(), BigInteger.ZERO, ball.exponent(), 1);
    }

    private static Ball radius(Ball ball) {
        return ball.isSpecial() ? Ball.of(0.0) : Ball.of(ball.radius(), BigInteger.ZERO, ball.exponent());
    }

    @ParameterizedTest
    @MethodSource("primitives")
    void ballsHoldTheValueNarrowly(Op op) {
        for (Value value : valuesOf(op)) {
            Ball ball = BallEvaluator.evaluate(value.steps(), new Ball[] {Ball.of(value.x)}, 400, true);
            Ball allowed = EXACT.add(radius(ball), radius(value.value));
            assertThat(isWithin(middle(ball), middle(value.value), allowed)).as(value.toString()).isTrue();
            assertThat(ball.isSpecial() || radius(ball).isZero()
                    || radius(ball).top().compareTo(middle(ball).top().subtract(BigInteger.valueOf(300))) < 0)
                    .as("the ball of %s is narrow", value).isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("primitives")
    void pairsHoldTheValueNarrowly(Op op) {
        for (Value value : valuesOf(op)) {
            Pair pair = new PairEvaluator(value.steps()).evaluate(value.x);
            Ball middle = EXACT.add(Ball.of(pair.high), Ball.of(pair.low)).scaled(pair.exponent);
            Ball allowed = EXACT.add(Ball.of(pair.error).scaled(pair.exponent), radius(value.value));
            assertThat(isWithin(middle, middle(value.value), allowed)).as(value.toString()).isTrue();
            assertThat(pair.error).as("the error of %s", value).isLessThanOrEqualTo(Math.abs(pair.high) * 0x1p-75);
        }
    }

    @ParameterizedTest
    @MethodSource("primitives")
    void plainArithmeticHoldsTheValue(Op op) {
        for (Value value : valuesOf(op)) {
            RunningError plain = new PlainEvaluator(value.steps()).evaluate(value.x);
            if (Double.isFinite(plain.value) && Double.isFinite(plain.error)) {
                Ball allowed = EXACT.add(Ball.of(plain.error * RunningError.SAFETY), radius(value.value));
                assertThat(isWithin(Ball.of(plain.value), middle(value.value), allowed)).as(value.toString()).isTrue();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("primitives")
    void plainArithmeticIsGoodForOrdinarySingles(Op op) {
        Rounding rounding = new Rounding(dev.axolemma.Dtype.F32);
        for (Value value : valuesOf(op)) {
            boolean isOrdinary = Math.abs(value.x) > 1e-6 && Math.abs(value.x) < 38;
            RunningError plain = new PlainEvaluator(value.steps()).evaluate(value.x);
            assertThat(!isOrdinary || rounding.set(plain)).as(value.toString()).isTrue();
        }
    }
}
