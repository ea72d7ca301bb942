package dev.axolemma.bench.verify;

/** What one worker has counted of one backend. Not safe to share between threads. */
final class Tally {

    private static final long NOWHERE = Long.MAX_VALUE;

    private long points;
    private double maxUlp;
    private long worst = NOWHERE;
    private double computed;
    private double expected;
    private double maxRootError;
    private long exceeded;
    private long falseZeros;
    private long falseInfinities;
    private long nanMismatches;
    private long undecided;
    private long differences;
    private long firstDifference = NOWHERE;

    void points(int count) {
        points += count;
    }

    void error(double ulps, long index, double result, double exact) {
        if (ulps > maxUlp || ulps == maxUlp && index < worst && ulps > 0) {
            maxUlp = ulps;
            worst = index;
            computed = result;
            expected = exact;
        }
    }

    void rootError(double units) {
        maxRootError = Math.max(maxRootError, units);
    }

    void exceeded() {
        exceeded++;
    }

    void falseZero() {
        falseZeros++;
    }

    void falseInfinity() {
        falseInfinities++;
    }

    void nanMismatch() {
        nanMismatches++;
    }

    void undecided() {
        undecided++;
    }

    void difference(long index) {
        differences++;
        firstDifference = Math.min(firstDifference, index);
    }

    /** Adds what another worker has counted. */
    void add(Tally other) {
        points += other.points;
        error(other.maxUlp, other.worst, other.computed, other.expected);
        rootError(other.maxRootError);
        exceeded += other.exceeded;
        falseZeros += other.falseZeros;
        falseInfinities += other.falseInfinities;
        nanMismatches += other.nanMismatches;
        undecided += other.undecided;
        differences += other.differences;
        firstDifference = Math.min(firstDifference, other.firstDifference);
    }

    /**
     * @param isJudged whether results were held against the exact values
     * @param hasRoots whether some lie near marked roots
     */
    Verification row(Subject subject, String backend, Samples samples, boolean isJudged, boolean hasRoots) {
        return new Verification(subject.activation().name(), subject.parameters(), subject.label(),
                samples.dtype().label(), backend, points, isJudged ? maxUlp : Double.NaN,
                hexadecimal(samples, worst), decimal(samples, worst), number(samples, worst, computed),
                number(samples, worst, expected), hasRoots ? maxRootError : Double.NaN,
                subject.bound(samples.dtype()), exceeded, falseZeros, falseInfinities, nanMismatches, undecided,
                differences, hexadecimal(samples, firstDifference),
                exceeded + falseZeros + falseInfinities + nanMismatches + undecided + differences == 0);
    }

    private static String hexadecimal(Samples samples, long index) {
        return index == NOWHERE ? "" : samples.hexadecimal(index);
    }

    private static String decimal(Samples samples, long index) {
        return index == NOWHERE ? "" : samples.decimal(index);
    }

    private static String number(Samples samples, long index, double value) {
        return index == NOWHERE ? "" : samples.decimal(value);
    }
}
