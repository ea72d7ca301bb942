package dev.axolemma.bench.reference;

import dev.axolemma.bench.reference.Tape.Step;
import java.util.List;

/** The last tier: ball arithmetic with more and more bits until the ball is narrow enough. */
final class ArbitraryPrecision {

    /** Enough for x − tanh x at the smallest subnormal number, which cancels 2,148 bits. */
    static final int POINT_PRECISION = 5_120;
    /** Enough for sums that cancel like x − √(x² + 1) at 17·2^16384. */
    static final int LIMIT_PRECISION = 40_960;

    private static final int FIRST_PRECISION = 160;

    private ArbitraryPrecision() {
    }

    static void set(Rounding result, List<Step> steps, Ball[] inputs, int highest) {
        for (int precision = FIRST_PRECISION; precision <= highest; precision *= 2) {
            Ball value = BallEvaluator.evaluate(steps, inputs, precision, precision == highest);
            if (result.set(value)) {
                return;
            }
        }
        result.setUnknown();
    }
}
