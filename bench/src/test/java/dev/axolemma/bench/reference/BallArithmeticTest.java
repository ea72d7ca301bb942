package dev.axolemma.bench.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Whatever the operands may be, the result holds. */
class BallArithmeticTest {

    private static final MathContext FINE = new MathContext(200);

    private final BallArithmetic arithmetic = new BallArithmetic(40);

    /** A ball, and one of its points: the share of the radius from the middle, in thousandths. */
    private static Ball ball(long middle, int radius, int exponent) {
        return Ball.of(BigInteger.valueOf(middle), BigInteger.valueOf(radius), BigInteger.valueOf(exponent));
    }

    private static BigDecimal point(Ball ball, int share) {
        BigDecimal units = new BigDecimal(ball.middle())
                .add(new BigDecimal(ball.radius()).multiply(BigDecimal.valueOf(share, 3)));
        return ball.isZero() ? BigDecimal.ZERO : scaled(units, ball.exponent().intValueExact());
    }

    private static BigDecimal scaled(BigDecimal value, int exponent) {
        BigDecimal power = new BigDecimal(BigInteger.TWO.pow(Math.abs(exponent)));
        return exponent < 0 ? value.divide(power, new MathContext(1000)) : value.multiply(power);
    }

    private static void assertHolds(Ball ball, BigDecimal value) {
        BigDecimal low = ball.isZero() ? BigDecimal.ZERO : point(ball, -1000);
        BigDecimal high = ball.isZero() ? BigDecimal.ZERO : point(ball, 1000);
        BigDecimal slack = value.abs().movePointLeft(150);
        assertThat(value).isBetween(low.subtract(slack), high.add(slack));
    }

    @Property
    void sumsHold(@ForAll long a, @ForAll @IntRange(max = 1000) int ra, @ForAll @IntRange(min = -90, max = 90) int ea,
            @ForAll long b, @ForAll @IntRange(max = 1000) int rb, @ForAll @IntRange(min = -1000, max = 1000) int sa,
            @ForAll @IntRange(min = -1000, max = 1000) int sb) {
        Ball x = ball(a, ra, ea);
        Ball y = ball(b, rb, 3);
        assertHolds(arithmetic.add(x, y), point(x, sa).add(point(y, sb)));
        assertHolds(arithmetic.subtract(x, y), point(x, sa).subtract(point(y, sb)));
    }

    @Property
    void productsAndQuotientsHold(@ForAll long a, @ForAll @IntRange(max = 1000) int ra, @ForAll long b,
            @ForAll @IntRange(max = 1000) int rb, @ForAll @IntRange(min = -1000, max = 1000) int sa,
            @ForAll @IntRange(min = -1000, max = 1000) int sb) {
        Ball x = ball(a, ra, 5);
        Ball y = ball(b, rb, -7);
        assertHolds(arithmetic.multiply(x, y), point(x, sa).multiply(point(y, sb)));
        Assume.that(!y.isZero() && !y.straddlesZero());
        assertHolds(arithmetic.divide(x, y), point(x, sa).divide(point(y, sb), FINE));
    }

    @Property
    void rootsHold(@ForAll @net.jqwik.api.constraints.LongRange(min = 2000) long a,
            @ForAll @IntRange(max = 1000) int ra, @ForAll @IntRange(min = -40, max = 40) int exponent,
            @ForAll @IntRange(min = -1000, max = 1000) int sa) {
        Ball x = ball(a, ra, exponent);
        assertHolds(arithmetic.sqrt(x), point(x, sa).sqrt(FINE));
    }

    @Property
    void comparisonsOfBallsThatTouchStayOpen(@ForAll @IntRange(min = 1, max = 200) int gap) {
        Ball x = ball(1000, 50, 0);
        Order order = arithmetic.compare(x, ball(1000 + gap, 50, 0));
        assertThat(order).isEqualTo(gap > 100 ? Order.LESS : Order.OPEN);
    }
}
