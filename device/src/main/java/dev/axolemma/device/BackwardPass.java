package dev.axolemma.device;

import dev.axolemma.DenseBackward;
import dev.axolemma.Span;
import java.util.List;

/** One call of a dense chain backwards. */
final class BackwardPass {

    private final DenseCall call;
    private final DenseBackward operands;
    private final int batch;

    BackwardPass(DenseCall call, DenseBackward operands) {
        this.call = call;
        this.operands = operands;
        this.batch = (int) (operands.input().length() / call.width(0));
    }

    void run() {
        Span arriving = call.input(operands.upstream());
        for (int layer = call.depth(); layer > 0; layer--) {
            sumParameterGradients(layer, arriving);
            Span gradient = call.room(elements(layer));
            call.map(call.dense().derivative(layer, 0), call.parameters(layer), z(layer), arriving, gradient);
            call.release(arriving);
            sumGradients(layer, gradient);
            if (layer > 1) {
                arriving = call.room(elements(layer - 1));
                multiplyWeights(layer, gradient, arriving);
            } else if (operands.inputGradient().isPresent()) {
                multiplyWeights(layer, gradient, call.output(operands.inputGradient().get()));
            }
            call.release(gradient);
        }
    }

    private void multiplyWeights(int layer, Span gradient, Span result) {
        Span weights = call.input(operands.weights().get(layer - 1));
        call.multiply(DeviceMatrix.of(gradient, batch, call.width(layer)),
                DeviceMatrix.of(weights, call.width(layer), call.width(layer - 1)), result);
    }

    /** The gradients of a layer's own weights and bias. */
    private void sumGradients(int layer, Span gradient) {
        operands.weightGradients().ifPresent(results -> {
            Span input = input(layer);
            call.multiply(DeviceMatrix.of(gradient, batch, call.width(layer)).transposed(),
                    DeviceMatrix.of(input, batch, call.width(layer - 1)), call.output(results.get(layer - 1)));
            call.release(input);
        });
        operands.biasGradients().ifPresent(results ->
                call.sumColumns(gradient, batch, call.width(layer), call.output(results.get(layer - 1))));
    }

    private void sumParameterGradients(int layer, Span arriving) {
        List<Span> results = operands.parameterGradients().orElse(List.of());
        if (results.isEmpty() || call.parameters(layer).length == 0) {
            return;
        }
        int width = call.width(layer);
        Span result = call.output(results.get(layer - 1));
        Span products = call.room(elements(layer));
        Span sums = call.room(width);
        for (int parameter = 0; parameter < call.parameters(layer).length; parameter++) {
            call.map(call.dense().derivative(layer, 1 + parameter), call.parameters(layer), z(layer), arriving, products);
            call.sumColumns(products, batch, width, sums);
            call.sumColumns(sums, width, 1, result.slice(parameter, 1));
        }
        call.release(sums);
        call.release(products);
    }

    /** What a layer has read: the output of the one before is computed anew, so that nobody has to keep it. */
    private Span input(int layer) {
        if (layer == 1) {
            return call.input(operands.input());
        }
        Span output = call.room(elements(layer - 1));
        call.map(call.dense().activation(layer - 1), call.parameters(layer - 1), z(layer - 1), output);
        return output;
    }

    private Span z(int layer) {
        return call.input(operands.preActivations().get(layer - 1));
    }

    private long elements(int layer) {
        return (long) batch * call.width(layer);
    }
}
