package dev.axolemma.compiler;

/**
 * What the main path asks of a value.
 *
 * @param interval where it lies
 * @param leastMagnitude its magnitude is at least this, or it is zero; 0 where that does not matter
 */
record Limit(Interval interval, double leastMagnitude) {

    static Limit to(Interval interval) {
        return new Limit(interval, 0);
    }

    boolean asksAnything() {
        return leastMagnitude > 0 || interval.least() > Double.NEGATIVE_INFINITY
                || interval.greatest() < Double.POSITIVE_INFINITY;
    }

    Limit and(Limit other) {
        return new Limit(interval.intersect(other.interval), Math.max(leastMagnitude, other.leastMagnitude));
    }
}
