package dev.axolemma;

import java.util.ArrayList;
import java.util.List;

/** Refuses operands that do not fit a chain, before anything is computed. */
final class ChainCheck {

    /**
     * A span under the name that messages give it.
     *
     * @param turn when its elements are read or written: layers have their turns in descending order
     */
    private record Named(String name, Span span, int turn) {
    }

    /** The turn of the upstream gradient. */
    private static final int FIRST = Chain.DEEPEST;
    /** The turn of the results without layers, in which the first layer is read before they are written. */
    private static final int LAST = 0;

    private final Engine engine;
    private final Chain chain;
    private final Dtype dtype;
    private final ChainOperands operands;
    private final List<Named> inputs = new ArrayList<>();
    private final List<Named> results = new ArrayList<>();

    ChainCheck(Engine engine, Chain chain, Dtype dtype, ChainOperands operands) {
        this.engine = engine;
        this.chain = chain;
        this.dtype = dtype;
        this.operands = operands;
    }

    void check() {
        checkWeights();
        checkLayers("z", operands.z(), inputs);
        operands.weights().ifPresent(layers -> checkLayers("weights", layers, inputs));
        operands.upstream().ifPresent(span -> checkSpan(new Named("upstream gradient", span, FIRST), inputs));
        operands.gradient().ifPresent(span -> checkSpan(new Named("gradient", span, LAST), results));
        operands.exactRange().ifPresent(this::checkExactRange);
        operands.layerGradients().ifPresent(layers -> checkLayers("layer gradients", layers, results));
        for (int i = 0; i < results.size(); i++) {
            checkResult(results.get(i), results.subList(0, i));
        }
    }

    private void checkWeights() {
        if (chain.weighted() != operands.weights().isPresent()) {
            throw new IllegalArgumentException("weights are " + (chain.weighted() ? "absent" : "given") + "; a " + chain
                    + (chain.weighted() ? " has them" : " has none"));
        }
    }

    /** For who asks for nothing else than results. */
    void checkResultIsWanted() {
        if (operands.gradient().isEmpty() && operands.exactRange().isEmpty() && operands.layerGradients().isEmpty()) {
            throw new IllegalArgumentException("no result is asked for; there are the gradient, the gradient in exact"
                    + " range, and the gradients of the layers");
        }
    }

    private void checkLayers(String name, Layers layers, List<Named> checked) {
        if (layers.depth() != chain.depth()) {
            throw new IllegalArgumentException(name + " have " + layers.depth() + " layers; they must have "
                    + chain.depth() + ", as the chain has");
        }
        for (int layer = 0; layer < layers.depth(); layer++) {
            checkSpan(new Named(name + " of layer " + layer, layers.layer(layer), layer), checked);
        }
    }

    private void checkSpan(Named operand, List<Named> checked) {
        checkSpan(operand, dtype, checked);
    }

    private void checkSpan(Named operand, Dtype wanted, List<Named> checked) {
        Span span = operand.span();
        if (span.dtype() != wanted) {
            throw new IllegalArgumentException(operand.name() + " has dtype " + span.dtype().label()
                    + "; this kernel computes " + wanted.label());
        }
        if (span.extent() != operands.z().extent()) {
            throw new IllegalArgumentException(operand.name() + " has " + span.extent() + " elements; it must have "
                    + operands.z().extent() + ", as z of layer 0 has");
        }
        span.checkUsableBy(engine, operand.name());
        checked.add(operand);
    }

    private void checkExactRange(ExactRangeSpan exactRange) {
        checkSpan(new Named("significands", exactRange.significands(), LAST), dtype.arithmetic(), results);
        // As far as memory goes, an exponent is like a float: four bytes.
        Named exponents = new Named("exponents", Span.of(exactRange.exponents(), Dtype.F32), LAST);
        exponents.span().checkUsableBy(engine, exponents.name());
        results.add(exponents);
    }

    private void checkResult(Named result, List<Named> others) {
        if (result.span().isReadOnly()) {
            throw new IllegalArgumentException(result.name() + " is " + result.span()
                    + "; a result must be neither a broadcast nor read-only");
        }
        for (Named input : inputs) {
            if (result.span().overlaps(input.span())
                    && !(result.turn() <= input.turn() && result.span().coincides(input.span()))) {
                throw new IllegalArgumentException(result.name() + " overlaps " + input.name() + "; a result may be"
                        + " exactly an operand that is not needed any more, or share no memory with any");
            }
        }
        for (Named other : others) {
            if (result.span().overlaps(other.span())) {
                throw new IllegalArgumentException(result.name() + " overlaps " + other.name()
                        + "; results must not share memory");
            }
        }
    }
}
