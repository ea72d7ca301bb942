package dev.axolemma.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.axolemma.Dtype;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.BiFunction;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The wide operations against decimal arithmetic of sixty digits, for both dtypes, on thousands of random pairs. */
class WideArithmeticTest {

    private static final MathContext DIGITS = new MathContext(60);
    private static final int SAMPLES = 3000;
    /** In how many bits the high words agree at most where they are to cancel. */
    private static final int CANCELLING = 19;

    /** What is done with two numbers of two words each. */
    private interface Operation {
        Wide apply(WideArithmetic arithmetic, Wide a, Wide b);
    }

    @ParameterizedTest
    @EnumSource(value = Dtype.class, names = {"F32", "F64"})
    void twoSumLosesNothing(Dtype dtype) {
        check(dtype, (w, a, b) -> w.twoSum(a.hi(), b.hi()), (a, b) -> a[0].add(b[0]), 0);
    }

    @ParameterizedTest
    @EnumSource(value = Dtype.class, names = {"F32", "F64"})
    void sumsKeepTwoWordsEvenWhereTheHighOnesCancel(Dtype dtype) {
        // What the low words lose is small beside the terms, not beside what the high words leave of them.
        check(dtype, (w, a, b) -> w.add(a, b, true), (a, b) -> sum(a).add(sum(b)),
                Math.scalb(2.0, CANCELLING));
    }

    @ParameterizedTest
    @EnumSource(value = Dtype.class, names = {"F32", "F64"})
    void productsAreRightToTwoWords(Dtype dtype) {
        check(dtype, (w, a, b) -> w.multiply(a, b, true, false), (a, b) -> sum(a).multiply(sum(b)), 8);
    }

    @ParameterizedTest
    @EnumSource(value = Dtype.class, names = {"F32", "F64"})
    void quotientsAreRightToTwoWords(Dtype dtype) {
        check(dtype, (w, a, b) -> w.divide(a, b, true, false), (a, b) -> sum(a).divide(sum(b), DIGITS), 16);
    }

    @ParameterizedTest
    @EnumSource(value = Dtype.class, names = {"F32", "F64"})
    void rootsAreRightToTwoWords(Dtype dtype) {
        check(dtype, (w, a, b) -> w.sqrt(w.abs(a), true), (a, b) -> sum(a).abs().sqrt(DIGITS), 8);
    }

    /** Where the low word is an eighth of the high one, its roundings count, but nothing of its square's size is lost. */
    @ParameterizedTest
    @EnumSource(value = Dtype.class, names = {"F32", "F64"})
    void looseWordsCostAnEighthOfARoundingAtATime(Dtype dtype) {
        checkLoose(dtype, (w, a, b) -> w.multiply(a, b, true, false), (a, b) -> sum(a).multiply(sum(b)));
        checkLoose(dtype, (w, a, b) -> w.divide(a, b, true, false), (a, b) -> sum(a).divide(sum(b), DIGITS));
        checkLoose(dtype, (w, a, b) -> w.reciprocal(b), (a, b) -> BigDecimal.ONE.divide(sum(b), DIGITS));
        checkLoose(dtype, (w, a, b) -> w.sqrt(w.abs(a), true), (a, b) -> sum(a).abs().sqrt(DIGITS));
        checkLoose(dtype, (w, a, b) -> w.addSameSigns(w.abs(a), w.abs(b), true),
                (a, b) -> sum(a).abs().add(sum(b).abs()));
        checkLoose(dtype, (w, a, b) -> w.ordered(w.minusAbs(a)), (a, b) -> sum(a).abs().negate());
    }

    @ParameterizedTest
    @EnumSource(value = Dtype.class, names = {"F32", "F64"})
    void theRarePathMultipliesWhatWouldOverflowAndUnderflow(Dtype dtype) {
        int exponent = dtype == Dtype.F32 ? 100 : 900;
        Random random = new Random(3);
        for (int i = 0; i < SAMPLES; i++) {
            double a = Math.scalb(round(dtype, 1 + random.nextDouble()), exponent);
            double b = Math.scalb(round(dtype, 1 + random.nextDouble()), -exponent);
            // (a·a)·(b·b): both squares are out of range, their product is not.
            double[] result = run(dtype, new double[] {a, 0, b, 0}, (arithmetic, first, second) -> {
                Wide x = arithmetic.scaled(first.hi());
                Wide y = arithmetic.scaled(second.hi());
                Wide product = arithmetic.multiply(arithmetic.multiply(x, x, true, false),
                        arithmetic.multiply(y, y, true, false), true, false);
                return Wide.of(arithmetic.rounded(product));
            });
            BigDecimal exact = exact(a).pow(2).multiply(exact(b).pow(2));
            assertThat(relative(exact(result[0]), exact)).isLessThan(Math.scalb(1.01, -bits(dtype)));
        }
    }

    @ParameterizedTest
    @EnumSource(value = Dtype.class, names = {"F32", "F64"})
    void subnormalInputsEnterTheRarePathUnharmed(Dtype dtype) {
        double least = dtype == Dtype.F32 ? Float.MIN_VALUE : Double.MIN_VALUE;
        for (double value : new double[] {least, -3 * least, 1000 * least, 0.0, -0.0}) {
            double[] back = run(dtype, new double[] {value, 0, 0, 0},
                    (arithmetic, a, b) -> Wide.of(arithmetic.rounded(arithmetic.scaled(a.hi()))));
            assertThat(back[0]).isEqualTo(value);
        }
    }

    @ParameterizedTest
    @EnumSource(value = Dtype.class, names = {"F32", "F64"})
    void infinityIsAHugeFiniteNumberOnTheRarePath(Dtype dtype) {
        double[] products = run(dtype, new double[] {Double.NEGATIVE_INFINITY, 0, 0, 0}, (arithmetic, a, b) -> {
            Wide infinity = arithmetic.scaled(a.hi());
            Wide one = arithmetic.divide(infinity, infinity, true, false);
            return Wide.of(arithmetic.rounded(one), arithmetic.rounded(infinity));
        });
        assertThat(products).containsExactly(1, Double.NEGATIVE_INFINITY);
    }

    /** @param units the bound on the relative error, in units of 2^(−2·bits): one in the last place of the low word */
    private static void check(Dtype dtype, Operation operation,
            BiFunction<BigDecimal[], BigDecimal[], BigDecimal> exact, double units) {
        Random random = new Random(7);
        for (int i = 0; i < SAMPLES; i++) {
            double[] inputs = pairs(dtype, random, i % 3 == 0);
            double[] result = run(dtype, inputs, operation);
            BigDecimal expected = exact.apply(new BigDecimal[] {exact(inputs[0]), exact(inputs[1])},
                    new BigDecimal[] {exact(inputs[2]), exact(inputs[3])});
            BigDecimal actual = exact(result[0]).add(exact(result[1]));
            assertThat(relative(actual, expected)).as("%s", (Object) inputs)
                    .isLessThanOrEqualTo(Math.scalb(units, -2 * bits(dtype)));
        }
    }

    /** The same for numbers whose low word is an eighth of the high one: the error is at most a rounding of one word. */
    private static void checkLoose(Dtype dtype, Operation operation,
            BiFunction<BigDecimal[], BigDecimal[], BigDecimal> exact) {
        Random random = new Random(8);
        for (int i = 0; i < SAMPLES; i++) {
            double[] inputs = pairs(dtype, random, false);
            inputs[1] = inputs[0] / 8;
            inputs[3] = inputs[2] / 8;
            double[] result = run(dtype, inputs, (arithmetic, a, b) ->
                    operation.apply(arithmetic, Wide.loose(a.hi(), a.lo()), Wide.loose(b.hi(), b.lo())));
            BigDecimal expected = exact.apply(new BigDecimal[] {exact(inputs[0]), exact(inputs[1])},
                    new BigDecimal[] {exact(inputs[2]), exact(inputs[3])});
            assertThat(relative(exact(result[0]).add(exact(result[1])), expected)).as("%s", (Object) inputs)
                    .isLessThanOrEqualTo(Math.scalb(0.5, -bits(dtype)));
        }
    }

    /** Two numbers of two words each; close to each other where they are to cancel. */
    private static double[] pairs(Dtype dtype, Random random, boolean close) {
        double a = round(dtype, Math.scalb(1 + random.nextDouble(), random.nextInt(20) - 10));
        double b = close ? -a * (1 + Math.scalb(1.0, -random.nextInt(CANCELLING + 1)))
                : Math.scalb(1 + random.nextDouble(), 3);
        b = round(dtype, b);
        double ulp = Math.scalb(1.0, -bits(dtype) - 1);
        return new double[] {a, round(dtype, a * ulp * random.nextDouble()), b,
            round(dtype, b * ulp * random.nextDouble())};
    }

    private static double[] run(Dtype dtype, double[] inputs, Operation operation) {
        ProgramBuilder builder = new ProgramBuilder(dtype);
        Words words = new Words(builder);
        Wide result = operation.apply(new WideArithmetic(words), Wide.of(words.input(0), words.input(1)),
                Wide.of(words.input(2), words.input(3)));
        List<Value> outputs = new ArrayList<>(List.of(result.hi()));
        outputs.add(result.lo() == null ? words.constant(0) : result.lo());
        Program program = builder.build(4, List.of(), outputs);
        long[] patterns = new long[4];
        for (int i = 0; i < 4; i++) {
            patterns[i] = words.pattern(inputs[i]);
        }
        long[] bits = Interpreter.run(program, patterns, new double[0]);
        return new double[] {number(dtype, bits[0]), number(dtype, bits[1])};
    }

    private static double number(Dtype dtype, long bits) {
        return dtype == Dtype.F32 ? Float.intBitsToFloat((int) bits) : Double.longBitsToDouble(bits);
    }

    private static double round(Dtype dtype, double value) {
        return dtype == Dtype.F32 ? (float) value : value;
    }

    private static int bits(Dtype dtype) {
        return dtype == Dtype.F32 ? 24 : 53;
    }

    private static BigDecimal exact(double value) {
        return new BigDecimal(value);
    }

    private static BigDecimal sum(BigDecimal[] words) {
        return words[0].add(words[1]);
    }

    private static double relative(BigDecimal actual, BigDecimal expected) {
        return expected.signum() == 0 ? actual.doubleValue()
                : actual.subtract(expected).divide(expected, DIGITS).abs().doubleValue();
    }
}
