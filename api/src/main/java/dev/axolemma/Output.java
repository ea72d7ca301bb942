package dev.axolemma;

import dev.axolemma.formula.Formula;
import java.util.Objects;

/**
 * One output of an operation.
 *
 * @param formula its value, before the upstream gradient multiplies it
 * @param ulps the error that is aimed at, in ULP of the correctly rounded value; the lowering spends no more on it
 */
public record Output(Formula formula, int ulps) {

    /** The bound of an activation's value. */
    public static final int FORWARD_ULPS = 2;

    /** The bound of a derivative. */
    public static final int DERIVATIVE_ULPS = 4;

    public Output {
        Objects.requireNonNull(formula, "formula");
        if (ulps < 1) {
            throw new IllegalArgumentException("ulps is " + ulps + "; it must be at least 1");
        }
    }

    // Equality is written out so that it is not linked at run time, before the first kernel: see decision 25.
    @Override
    public boolean equals(Object other) {
        return other instanceof Output output && ulps == output.ulps && formula.equals(output.formula);
    }

    @Override
    public int hashCode() {
        return 31 * formula.hashCode() + ulps;
    }

    static Output forward(Formula formula) {
        return new Output(formula, FORWARD_ULPS);
    }

    static Output derivative(Formula formula) {
        return new Output(formula, DERIVATIVE_ULPS);
    }
}
