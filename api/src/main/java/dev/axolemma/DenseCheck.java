package dev.axolemma;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.IntToLongFunction;

/** Refuses operands that do not fit a dense chain, before anything is computed. */
final class DenseCheck {

    /** A span under the name that messages give it. */
    private record Named(String name, Span span) {
    }

    private final DenseChain chain;
    private final Dtype dtype;
    private final List<Named> inputs = new ArrayList<>();
    private final List<Named> results = new ArrayList<>();

    DenseCheck(DenseChain chain, Dtype dtype) {
        this.chain = chain;
        this.dtype = dtype;
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
        checkSpan("input", operands.input(), batch * chain.width(0), inputs);
        checkWeights(operands.weights());
        if (chain.biased()) {
            checkLayers("bias", operands.biases(), chain::width, inputs);
        }
        operands.preActivations().ifPresent(spans -> checkLayers("pre-activations", spans, rows(batch), results));
        operands.output().ifPresent(span -> checkSpan("output", span, batch * chain.width(chain.depth()), results));
        checkResults();
    }

    void check(DenseBackward operands) {
        if (operands.weightGradients().isEmpty() && operands.biasGradients().isEmpty()
                && operands.parameterGradients().isEmpty() && operands.inputGradient().isEmpty()) {
            throw new IllegalArgumentException("no result is asked for; there are the gradients of the weights, of the"
                    + " biases, of the activations' parameters, and of the input");
        }
        long batch = batch("input", operands.input(), chain.width(0), 1);
        checkSpan("input", operands.input(), batch * chain.width(0), inputs);
        checkWeights(operands.weights());
        checkLayers("pre-activations", operands.preActivations(), rows(batch), inputs);
        checkSpan("upstream gradient", operands.upstream(), batch * chain.width(chain.depth()), inputs);
        operands.weightGradients().ifPresent(spans -> checkLayers("weight gradient", spans, this::weights, results));
        operands.biasGradients().ifPresent(spans -> checkLayers("bias gradient", spans, chain::width, results));
        operands.parameterGradients().ifPresent(spans -> checkLayers("parameter gradients", spans, layer ->
                chain.layers().get(layer - 1).parameters().size(), results));
        operands.inputGradient().ifPresent(span ->
                checkSpan("input gradient", span, batch * chain.width(0), results));
        checkResults();
    }

    void check(DenseJacobians operands) {
        checkWeights(operands.weights());
        checkNumber("pre-activations", operands.preActivations());
        long batch = batch("pre-activations of layer 1", operands.preActivations().getFirst(), chain.width(1),
                chain.width(chain.depth()));
        checkLayers("pre-activations", operands.preActivations(), rows(batch), inputs);
        checkSpan("jacobians", operands.jacobians(), batch * chain.width(chain.depth()) * chain.width(0), results);
        checkResults();
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
        checkLayers("weights", weights, this::weights, inputs);
    }

    /** @param lengths how many elements the span of a layer must have, the first layer being number 1 */
    private void checkLayers(String name, List<Span> spans, IntToLongFunction lengths, List<Named> checked) {
        checkNumber(name, spans);
        for (int layer = 1; layer <= spans.size(); layer++) {
            checkSpan(name + " of layer " + layer, spans.get(layer - 1), lengths.applyAsLong(layer), checked);
        }
    }

    private void checkNumber(String name, List<Span> spans) {
        if (spans.size() != chain.depth()) {
            throw new IllegalArgumentException(name + " are given for " + spans.size() + " layers; this " + chain
                    + " has " + chain.depth());
        }
    }

    private void checkSpan(String name, Span span, long length, List<Named> checked) {
        if (span.dtype() != dtype) {
            throw new IllegalArgumentException(name + " has dtype " + span.dtype().label() + "; this kernel computes "
                    + dtype.label());
        }
        if (span.isBroadcast()) {
            throw new IllegalArgumentException(name + " is a broadcast, " + span + "; it must be a plain span");
        }
        if (span.length() != length) {
            throw new IllegalArgumentException(name + " has " + span.length() + " elements; it must have " + length);
        }
        if (!span.isAccessibleBy(Thread.currentThread())) {
            throw new IllegalArgumentException(name + " is " + span
                    + "; its arena must be open and accessible to this thread");
        }
        checked.add(new Named(name, span));
    }

    private void checkResults() {
        for (int i = 0; i < results.size(); i++) {
            checkResult(results.get(i), results.subList(0, i));
        }
    }

    private void checkResult(Named result, List<Named> others) {
        if (result.span().isReadOnly()) {
            throw new IllegalArgumentException(result.name() + " is " + result.span() + "; a result must not be read-only");
        }
        checkApart(result, inputs);
        checkApart(result, others);
    }

    private static void checkApart(Named result, List<Named> others) {
        for (Named other : others) {
            if (result.span().overlaps(other.span())) {
                throw new IllegalArgumentException(result.name() + " overlaps " + other.name()
                        + "; a result must share no memory with any other operand");
            }
        }
    }
}
