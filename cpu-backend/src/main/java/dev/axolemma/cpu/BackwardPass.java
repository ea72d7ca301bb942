package dev.axolemma.cpu;

import dev.axolemma.DenseBackward;
import dev.axolemma.Span;
import java.util.ArrayList;
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
        multiplyUpstream();
        for (int layer = call.depth(); layer > 0; layer--) {
            sumGradients(layer);
            if (layer > 1) {
                call.multiply(gradient(layer), weights(layer), epilogue(layer - 1));
            } else if (operands.inputGradient().isPresent()) {
                call.multiply(gradient(layer), weights(layer), operands.inputGradient().get());
            }
        }
    }

    /** What a product's epilogue does for the layers before, done for the last one. */
    private void multiplyUpstream() {
        GradientEpilogue last = epilogue(call.depth());
        for (int i = 0; i < last.results().size(); i++) {
            last.derivatives().get(i)
                    .launch(new Span[] {last.z(), operands.upstream(), last.results().get(i)}, last.values());
        }
    }

    private GradientEpilogue epilogue(int layer) {
        List<MapKernel> derivatives = new ArrayList<>(List.of(call.layers().derivative(layer, 0)));
        List<Span> results = new ArrayList<>(List.of(gradient(layer).span()));
        for (int parameter = 0; parameter < parameters(layer); parameter++) {
            derivatives.add(call.layers().derivative(layer, 1 + parameter));
            results.add(elements(layer, parameter).span());
        }
        return new GradientEpilogue(call.width(layer), operands.preActivations().get(layer - 1), 1, derivatives,
                call.parameters(layer), results);
    }

    /** The gradients of a layer's own numbers. */
    private void sumGradients(int layer) {
        operands.weightGradients().ifPresent(results ->
                call.multiply(gradient(layer).transposed(), input(layer), results.get(layer - 1)));
        operands.biasGradients().ifPresent(results -> call.sumColumns(gradient(layer), results.get(layer - 1)));
        for (int parameter = 0; parameter < parameters(layer); parameter++) {
            Matrix sums = call.matrix(call.workspace().sums(), call.width(layer), 1);
            call.sumColumns(elements(layer, parameter), sums.span());
            Span results = operands.parameterGradients().orElseThrow().get(layer - 1);
            call.sumColumns(sums, results.slice(parameter, 1));
        }
    }

    /** D of a layer. */
    private Matrix gradient(int layer) {
        return call.rows(batch, layer);
    }

    private Matrix weights(int layer) {
        return Matrix.of(operands.weights().get(layer - 1), call.width(layer), call.width(layer - 1));
    }

    /** What a layer has read: the output of the one before is computed anew, so that nobody has to keep it. */
    private Matrix input(int layer) {
        if (layer == 1) {
            return Matrix.of(operands.input(), batch, call.width(0));
        }
        Matrix output = call.matrix(call.workspace().activations(), batch, call.width(layer - 1));
        call.layers().activation(layer - 1).launch(
                new Span[] {operands.preActivations().get(layer - 2), output.span()}, call.parameters(layer - 1));
        return output;
    }

    /** How many parameters of a layer want a gradient. */
    private int parameters(int layer) {
        return operands.parameterGradients().isPresent() ? call.parameters(layer).length : 0;
    }

    /** The gradients of a layer's parameter before they are summed. */
    private Matrix elements(int layer, int parameter) {
        return call.matrix(call.workspace().elements(parameter), batch, call.width(layer));
    }
}
