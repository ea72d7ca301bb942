package dev.axolemma.cpu;

import dev.axolemma.DenseJacobians;
import dev.axolemma.Span;
import java.util.List;

/** One call that computes a dense chain's Jacobians: as backwards, with a row of gradients for each element of the output. */
final class JacobianPass {

    private final DenseCall call;
    private final DenseJacobians operands;
    private final int batch;
    private final int outputs;

    JacobianPass(DenseCall call, DenseJacobians operands) {
        this.call = call;
        this.operands = operands;
        this.outputs = call.width(call.depth());
        this.batch = (int) (z(call.depth()).length() / outputs);
    }

    void run() {
        int last = call.depth();
        if (last == 1) {
            multiplyWeights(operands.jacobians());
            return;
        }
        Span jacobians = call.matrix(call.workspace().activations(), batch * outputs, call.width(last - 1)).span();
        multiplyWeights(jacobians);
        multiply(last - 1, jacobians);
        for (int layer = last - 1; layer > 1; layer--) {
            call.multiply(gradient(layer), weights(layer), epilogue(layer - 1));
        }
        call.multiply(gradient(1), weights(1), operands.jacobians());
    }

    /** The last layer's own Jacobian: each row of the weights times a derivative. */
    private void multiplyWeights(Span result) {
        int last = call.depth();
        Span z = z(last).perChannel(1, call.width(last - 1));
        Span weights = operands.weights().get(last - 1).perChannel(batch, 1);
        call.layers().derivative(last, 0).launch(new Span[] {z, weights, result}, call.parameters(last));
    }

    /** Multiplies by the derivatives of a layer, which are the same in all rows of a Jacobian. */
    private void multiply(int layer, Span jacobians) {
        int width = call.width(layer);
        int size = outputs * width;
        Span results = gradient(layer).span();
        for (int row = 0; row < batch; row++) {
            Span z = z(layer).slice((long) row * width, width).perChannel(outputs, 1);
            Span[] operandsOfRow = {z, jacobians.slice(row * size, size), results.slice(row * size, size)};
            call.layers().derivative(layer, 0).launch(operandsOfRow, call.parameters(layer));
        }
    }

    private GradientEpilogue epilogue(int layer) {
        return new GradientEpilogue(call.width(layer), z(layer), outputs, List.of(call.layers().derivative(layer, 0)),
                call.parameters(layer), List.of(gradient(layer).span()));
    }

    private Matrix gradient(int layer) {
        return call.rows(batch * outputs, layer);
    }

    private Matrix weights(int layer) {
        return Matrix.of(operands.weights().get(layer - 1), call.width(layer), call.width(layer - 1));
    }

    private Span z(int layer) {
        return operands.preActivations().get(layer - 1);
    }
}
