package dev.axolemma;

import java.util.Collections;
import java.util.List;
import java.util.function.IntToLongFunction;

/** Refuses operands that do not fit a dense chain, before anything is computed. */
final class DenseCheck {

    /** How the span of one layer is checked. */
    private interface Check {

        void check(String name, Span span, long length);
    }

    private final DenseChain chain;
    private final PlainSpans spans;

    DenseCheck(Engine engine, DenseChain chain, Dtype dtype) {
        this.chain = chain;
        this.spans = new PlainSpans(engine, dtype);
    }

    void check(DenseForward operands) {
        if (operands.preActivations().isEmpty() && operands.output().isEmpty()) {
            throw new IllegalArgumentException("no result is asked for; there are the pre-activations and the output");
        }
        if (chain.biased() == operands.biases().isEmpty()) {
            throw new IllegalArgumentException("biases are " + (chain.biased() ? "absent" : "given") + "; this "
                    + chain + (chain.biased() ? " has them" : " has none"));
        }
        long batch = batch("input", operands.input(), chain.width(0), 1);
        spans.checkInput("input", operands.input(), batch * chain.width(0));
        checkWeights(operands.weights());
        if (chain.biased()) {
            checkLayers("bias", operands.biases(), chain::width, spans::checkInput);
        }
        operands.preActivations().ifPresent(z -> checkLayers("pre-activations", z, rows(batch), spans::checkResult));
        operands.output().ifPresent(span -> spans.checkResult("output", span, batch * chain.width(chain.depth())));
    }

    void check(DenseBackward operands) {
        if (operands.weightGradients().isEmpty() && operands.biasGradients().isEmpty()
                && operands.parameterGradients().isEmpty() && operands.inputGradient().isEmpty()) {
            throw new IllegalArgumentException("no result is asked for; there are the gradients of the weights, of the"
                    + " biases, of the activations' parameters, and of the input");
        }
        long batch = batch("input", operands.input(), chain.width(0), 1);
        spans.checkInput("input", operands.input(), batch * chain.width(0));
        checkWeights(operands.weights());
        checkLayers("pre-activations", operands.preActivations(), rows(batch), spans::checkInput);
        spans.checkInput("upstream gradient", operands.upstream(), batch * chain.width(chain.depth()));
        operands.weightGradients().ifPresent(results ->
                checkLayers("weight gradient", results, this::weights, spans::checkResult));
        operands.biasGradients().ifPresent(results ->
                checkLayers("bias gradient", results, chain::width, spans::checkResult));
        operands.parameterGradients().ifPresent(results -> checkLayers("parameter gradients", results, layer ->
                chain.layers().get(layer - 1).parameters().size(), spans::checkResult));
        operands.inputGradient().ifPresent(span ->
                spans.checkResult("input gradient", span, batch * chain.width(0)));
    }

    void check(DenseJacobians operands) {
        checkWeights(operands.weights());
        checkNumber("pre-activations", operands.preActivations());
        long batch = batch("pre-activations of layer 1", operands.preActivations().getFirst(), chain.width(1),
                chain.width(chain.depth()));
        checkLayers("pre-activations", operands.preActivations(), rows(batch), spans::checkInput);
        spans.checkResult("jacobians", operands.jacobians(), batch * chain.width(chain.depth()) * chain.width(0));
    }

    /**
     * How many rows of a width a span has.
     *
     * @param gradients how many rows of gradients there are for each of them
     */
    private long batch(String name, Span span, int width, int gradients) {
        if (span.extent() % width != 0) {
            throw new IllegalArgumentException(name + " has " + span.extent() + " elements; it must have a multiple of "
                    + width + ", the width of a row");
        }
        long batch = span.extent() / width;
        int widest = Collections.max(chain.widths());
        if (batch > DenseChain.LARGEST / widest / gradients) {
            throw new IllegalArgumentException("batch is " + batch + "; with a layer of width " + widest
                    + " it must be at most " + DenseChain.LARGEST / widest / gradients);
        }
        return batch;
    }

    private IntToLongFunction rows(long batch) {
        return layer -> batch * chain.width(layer);
    }

    private long weights(int layer) {
        return (long) chain.width(layer) * chain.width(layer - 1);
    }

    private void checkWeights(List<Span> weights) {
        checkLayers("weights", weights, this::weights, spans::checkInput);
    }

    /** @param lengths how many elements the span of a layer must have, the first layer being number 1 */
    private void checkLayers(String name, List<Span> layers, IntToLongFunction lengths, Check check) {
        checkNumber(name, layers);
        for (int layer = 1; layer <= layers.size(); layer++) {
            check.check(name + " of layer " + layer, layers.get(layer - 1), lengths.applyAsLong(layer));
        }
    }

    private void checkNumber(String name, List<Span> layers) {
        if (layers.size() != chain.depth()) {
            throw new IllegalArgumentException(name + " are given for " + layers.size() + " layers; this " + chain
                    + " has " + chain.depth());
        }
    }
}
