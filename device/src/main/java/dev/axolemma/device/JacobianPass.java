package dev.axolemma.device;

import dev.axolemma.DenseJacobians;
import dev.axolemma.Span;

/** One call that computes a dense chain's Jacobians: as backwards, with a row of gradients for each element of the output. */
final class JacobianPass {

    private final DenseCall call;
    private final DenseJacobians operands;
    private final int batch;
    private final int outputs;

    JacobianPass(DenseCall call, DenseJacobians operands) {
        this.call = call;
        this.operands = operands;
        outputs = call.width(call.depth());
        batch = (int) (operands.preActivations().getLast().length() / outputs);
    }

    void run() {
        Span jacobians = call.output(operands.jacobians());
        int last = call.depth();
        Span product = last == 1 ? jacobians : call.room(elements(last - 1));
        multiplyWeights(product);
        for (int layer = last - 1; layer > 0; layer--) {
            Span gradient = call.room(elements(layer));
            multiplyDerivatives(layer, product, gradient);
            call.release(product);
            product = layer == 1 ? jacobians : call.room(elements(layer - 1));
            call.multiply(DeviceMatrix.of(gradient, batch * outputs, call.width(layer)), weights(layer), product);
            call.release(gradient);
        }
    }

    /** The last layer's own Jacobian: each row of the weights times a derivative. */
    private void multiplyWeights(Span result) {
        int last = call.depth();
        Span z = z(last).perChannel(1, call.width(last - 1));
        Span weights = call.input(operands.weights().get(last - 1)).perChannel(batch, 1);
        call.map(call.dense().derivative(last, 0), call.parameters(last), z, weights, result);
    }

    /** Multiplies by the derivatives of a layer, which are the same in all rows of a Jacobian. */
    private void multiplyDerivatives(int layer, Span product, Span result) {
        int width = call.width(layer);
        long size = (long) outputs * width;
        for (int row = 0; row < batch; row++) {
            Span z = z(layer).slice((long) row * width, width).perChannel(outputs, 1);
            call.map(call.dense().derivative(layer, 0), call.parameters(layer), z, product.slice(row * size, size),
                    result.slice(row * size, size));
        }
    }

    private DeviceMatrix weights(int layer) {
        return DeviceMatrix.of(call.input(operands.weights().get(layer - 1)), call.width(layer), call.width(layer - 1));
    }

    private Span z(int layer) {
        return call.input(operands.preActivations().get(layer - 1));
    }

    private long elements(int layer) {
        return (long) batch * outputs * call.width(layer);
    }
}
