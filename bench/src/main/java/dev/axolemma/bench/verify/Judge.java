package dev.axolemma.bench.verify;

import dev.axolemma.Dtype;
import dev.axolemma.Output;
import dev.axolemma.bench.reference.Ulp;

/** Holds results against exact values. Immutable. */
final class Judge {

    private final Ulp ulp;
    private final double bound;
    private final boolean isBounded;
    private final RootBound roots;
    private final double least;
    private final double largest;

    Judge(Subject subject, Dtype dtype) {
        ulp = Ulp.of(dtype);
        bound = subject.bound(dtype);
        isBounded = subject.isBounded();
        roots = new RootBound(subject, dtype);
        least = ulp.least();
        largest = ulp.largest();
    }

    boolean hasRoots() {
        return roots.exists();
    }

    /**
     * @param index of the point
     * @param nearest the exact value rounded
     * @param offset exact value − nearest in ULP
     */
    void judge(Tally tally, long index, double[] point, double computed, double nearest, double offset) {
        tally.points(1);
        double error = ulp.error(computed, nearest, offset);
        if (Double.isNaN(error)) {
            tally.undecided();
        } else if (Double.isNaN(computed) != Double.isNaN(nearest)) {
            tally.nanMismatch();
            tally.error(error, index, computed, nearest);
        } else if (Double.isNaN(computed)) {
            // NaN is what was wanted
        } else {
            judgeNumber(tally, index, roots.exists() ? roots.unit(point) : 0, error, computed, nearest, offset);
        }
    }

    private void judgeNumber(Tally tally, long index, double rootUnit, double error, double computed, double nearest,
            double offset) {
        double effective = error;
        if (rootUnit > 0) {
            effective = Math.min(error, error * ulp.unit(nearest) / rootUnit);
            tally.rootError(effective);
        } else {
            tally.error(error, index, computed, nearest);
        }
        if (effective > bound) {
            tally.exceeded();
        }
        boolean isExcused = rootUnit > 0 && effective <= bound || !isBounded && error <= Output.DERIVATIVE_ULPS;
        double beyond = offset * Math.signum(nearest);
        if (computed == 0 && nearest != 0 && !isExcused && (Math.abs(nearest) > least || beyond >= 0)) {
            tally.falseZero();
        }
        if (Double.isInfinite(computed) && Double.isFinite(nearest) && (Math.abs(nearest) < largest || beyond <= 0)) {
            tally.falseInfinity();
        }
    }
}
