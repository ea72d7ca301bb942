package dev.axolemma.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.axolemma.Axis;
import dev.axolemma.Dtype;
import dev.axolemma.Engine;
import dev.axolemma.Rowwise;
import dev.axolemma.Span;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Softmax and log-softmax are accurate relatively, far down in the tails and next to 1 and 0. */
class RowwiseAccuracyTest {

    private static final int LENGTH = 40;
    private static final double BOUND = 4;
    /** A sum of subnormal exponentials has the rounding of each. */
    private static final double SUBNORMAL_BOUND = LENGTH / 2.0;
    /** Enough for logarithms of numbers that differ from 1 by 1e-320. */
    private static final MathContext DIGITS = new MathContext(400);

    /** Rows of every spread, far from 0 or not, one element far above the others or not. */
    private static double[] rows(Dtype dtype) {
        SplittableRandom random = new SplittableRandom(1);
        double[] spreads = {0.01, 1, 10, 60, dtype == Dtype.F32 ? 110 : 760};
        double[] offsets = {0, 1e4, -1e7};
        double[] leads = {0, 5, 30, dtype == Dtype.F32 ? 95 : 700};
        double[] rows = new double[spreads.length * offsets.length * leads.length * LENGTH];
        int at = 0;
        for (double spread : spreads) {
            for (double offset : offsets) {
                for (double lead : leads) {
                    for (int i = 0; i < LENGTH; i++) {
                        double x = offset + random.nextDouble(-spread, spread) + (i == 7 ? spread + lead : 0);
                        rows[at++] = round(x, dtype);
                    }
                }
            }
        }
        return rows;
    }

    private static double round(double value, Dtype dtype) {
        return dtype == Dtype.F32 ? (float) value : value;
    }

    private static double[] compute(Rowwise function, Dtype dtype, double[] x) {
        Axis axis = Axis.ofRows(x.length / LENGTH, LENGTH);
        try (Engine engine = Engine.builder().backend("scalar").open()) {
            double[] y = x.clone();
            if (dtype == Dtype.F64) {
                engine.forward(function, axis, Span.of(y), Span.of(y));
                return y;
            }
            float[] floats = new float[x.length];
            for (int i = 0; i < x.length; i++) {
                floats[i] = (float) x[i];
            }
            engine.forward(function, axis, Span.of(floats), Span.of(floats));
            Arrays.setAll(y, i -> floats[i]);
            return y;
        }
    }

    /** e^x for x ≤ 0: the series after halving the argument, squared as often. */
    private static BigDecimal exp(BigDecimal x) {
        int halvings = Math.max(0, x.precision() - x.scale()) * 4 + 8;
        BigDecimal r = x.divide(BigDecimal.TWO.pow(halvings), DIGITS);
        BigDecimal sum = BigDecimal.ONE;
        BigDecimal term = BigDecimal.ONE;
        for (int i = 1; term.signum() != 0 && term.precision() - term.scale() > -DIGITS.getPrecision(); i++) {
            term = term.multiply(r, DIGITS).divide(BigDecimal.valueOf(i), DIGITS);
            sum = sum.add(term, DIGITS);
        }
        for (int i = 0; i < halvings; i++) {
            sum = sum.multiply(sum, DIGITS);
        }
        return sum;
    }

    /** log x for x ≥ 1 by Halley's method, which triples the number of digits. */
    private static BigDecimal log(BigDecimal x) {
        BigDecimal y = BigDecimal.valueOf(Math.log(x.doubleValue()));
        for (int i = 0; i < 4; i++) {
            BigDecimal inverse = exp(y.negate());
            BigDecimal ratio = x.multiply(inverse, DIGITS);
            y = y.add(ratio.subtract(BigDecimal.ONE).multiply(BigDecimal.TWO)
                    .divide(ratio.add(BigDecimal.ONE), DIGITS), DIGITS);
        }
        return y;
    }

    private static double ulps(double computed, BigDecimal exact, Dtype dtype) {
        double nearest = dtype == Dtype.F32 ? exact.floatValue() : exact.doubleValue();
        double unit = dtype == Dtype.F32 ? Math.ulp((float) nearest) : Math.ulp(nearest);
        return new BigDecimal(computed).subtract(exact).divide(new BigDecimal(unit), MathContext.DECIMAL64).abs()
                .doubleValue();
    }

    @ParameterizedTest
    @EnumSource(names = {"F32", "F64"})
    void relatively(Dtype dtype) {
        double[] x = rows(dtype);
        double[] softmax = compute(Rowwise.SOFTMAX, dtype, x);
        double[] logSoftmax = compute(Rowwise.LOG_SOFTMAX, dtype, x);
        for (int row = 0; row < x.length; row += LENGTH) {
            BigDecimal maximum = new BigDecimal(Arrays.stream(x, row, row + LENGTH).max().orElseThrow());
            BigDecimal[] exponents = Arrays.stream(x, row, row + LENGTH)
                    .mapToObj(value -> new BigDecimal(value).subtract(maximum)).toArray(BigDecimal[]::new);
            BigDecimal[] t = Arrays.stream(exponents).map(RowwiseAccuracyTest::exp).toArray(BigDecimal[]::new);
            BigDecimal sum = Arrays.stream(t).reduce(BigDecimal::add).orElseThrow();
            BigDecimal log = log(sum);
            for (int i = 0; i < LENGTH; i++) {
                assertThat(ulps(softmax[row + i], t[i].divide(sum, DIGITS), dtype)).as("softmax %d of row %d", i, row)
                        .isLessThan(BOUND);
                boolean subnormal = Math.abs(logSoftmax[row + i])
                        < (dtype == Dtype.F32 ? Float.MIN_NORMAL : Double.MIN_NORMAL);
                assertThat(ulps(logSoftmax[row + i], exponents[i].subtract(log), dtype))
                        .as("log-softmax %d of row %d", i, row).isLessThan(subnormal ? SUBNORMAL_BOUND : BOUND);
            }
        }
    }
}
