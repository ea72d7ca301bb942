package dev.axolemma.compiler;

/**
 * The real numbers from {@code least} to {@code greatest}, either of which may be infinite.
 */
record Interval(double least, double greatest) {

    static final Interval EVERYTHING = new Interval(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);

    static Interval within(double magnitude) {
        return new Interval(-magnitude, magnitude);
    }

    Interval intersect(Interval other) {
        return new Interval(Math.max(least, other.least), Math.min(greatest, other.greatest));
    }

    boolean isFinite() {
        return Double.isFinite(least) && Double.isFinite(greatest);
    }
}
