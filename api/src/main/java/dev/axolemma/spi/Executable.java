package dev.axolemma.spi;

import dev.axolemma.Span;

/** A compiled operation. Safe to share between threads. */
@FunctionalInterface
public interface Executable {

    /**
     * Computes the operation. The caller has checked everything: the number of operands, their dtypes, lengths and
     * overlap, the parameters' domains, and that nothing is closed.
     *
     * @param operands inputs, upstream gradient if there is one, outputs
     * @param parameters the parameters' values, in the operation's order
     */
    void launch(Span[] operands, double[] parameters);
}
