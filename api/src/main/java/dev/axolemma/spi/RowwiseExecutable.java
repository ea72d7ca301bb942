package dev.axolemma.spi;

import dev.axolemma.Axis;
import dev.axolemma.Span;

/** A compiled row-wise function or its gradient. Safe to share between threads. */
@FunctionalInterface
public interface RowwiseExecutable {

    /**
     * Computes every row. The caller has checked everything: the number of operands, their dtypes, lengths and overlap, and
     * that nothing is closed. The output may be exactly an input.
     *
     * @param operands x and y; or y, the upstream gradient and the gradient at x
     */
    void launch(Axis axis, Span[] operands);
}
