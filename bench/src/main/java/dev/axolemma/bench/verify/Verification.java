package dev.axolemma.bench.verify;

/**
 * What was found of one operation on one backend: a row of the report. Points are written as the bit patterns of their
 * coordinates in hexadecimal, separated by spaces; empty where there is none.
 *
 * @param op the activation
 * @param parameters their values, as {@code alpha=1.3 beta=0.5}; empty if there are none
 * @param direction {@code forward}, {@code derivative}, {@code backward}, or {@code derivative} and a variable other
 *     than x0
 * @param dtype the dtype of every operand
 * @param backend what computed
 * @param points how many points were tried
 * @param maxUlp the largest error in units in the last place of the correctly rounded result, among points outside
 *     the neighbourhoods of marked roots; infinite for a NaN on one side only; NaN where bits alone are compared, as
 *     backward's always are with the product of upstream gradient and derivative
 * @param at where that is
 * @param atDecimal the same in decimal
 * @param computed the result there
 * @param expected the correctly rounded result there
 * @param maxRootError the largest absolute error near marked roots, in units of 2^-p·M for a dtype of p bits (f32:
 *     24); NaN where no root is marked
 * @param bound the largest error allowed, in both units; NaN where none is promised
 * @param exceeded at how many points the error is larger
 * @param falseZeros at how many points the result is 0, though the exact value is at least the least subnormal
 *     number; where no bound is promised, and near marked roots, only if the error is beyond 4 ULP or the bound
 * @param falseInfinities at how many points the result is infinite, though the exact value is in range
 * @param nanMismatches at how many points only one of result and exact value is NaN
 * @param undecided at how many points the reference has no answer
 * @param differences at how many points the bits differ from the first backend's, any NaN being equal to any NaN
 * @param firstDifference where first
 * @param passed whether nothing is amiss
 */
public record Verification(String op, String parameters, String direction, String dtype, String backend, long points,
        double maxUlp, String at, String atDecimal, String computed, String expected, double maxRootError, double bound,
        long exceeded, long falseZeros, long falseInfinities, long nanMismatches, long undecided, long differences,
        String firstDifference, boolean passed) {
}
