package dev.axolemma.device;

import dev.axolemma.Activation;
import dev.axolemma.DenseBackward;
import dev.axolemma.DenseChain;
import dev.axolemma.DenseForward;
import dev.axolemma.DenseJacobians;
import dev.axolemma.Direction;
import dev.axolemma.Dtype;
import dev.axolemma.Operation;
import dev.axolemma.compiler.Lowering;
import dev.axolemma.spi.DenseExecutable;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Runs a dense chain: for each layer a matrix product, and maps of what it gives. */
final class DeviceDense implements DenseExecutable {

    private final DenseChain chain;
    private final Dtype dtype;
    private final DeviceProcessor processor;
    private final DeviceProduct product;
    // Made when first used: few networks need all. Layers of one shape share them.
    private final Map<List<Object>, ProgramKernels> kernels = new ConcurrentHashMap<>();

    DeviceDense(DenseChain chain, Dtype dtype, DeviceProduct product, DeviceProcessor processor) {
        this.chain = chain;
        this.dtype = dtype;
        this.processor = processor;
        this.product = product;
    }

    DenseChain chain() {
        return chain;
    }

    Dtype dtype() {
        return dtype;
    }

    DeviceProcessor processor() {
        return processor;
    }

    DeviceProduct product() {
        return product;
    }

    /** Applies a layer's activation. The first layer is number 1. */
    ProgramKernels activation(int layer) {
        return kernels(Operation.of(at(layer), Direction.FORWARD));
    }

    /** Multiplies by the derivative of a layer's activation with respect to its input, number 0, or to a parameter. */
    ProgramKernels derivative(int layer, int variable) {
        return kernels(Operation.backward(at(layer), List.of(at(layer).variables().get(variable))));
    }

    private Activation at(int layer) {
        return chain.layers().get(layer - 1);
    }

    private ProgramKernels kernels(Operation operation) {
        return kernels.computeIfAbsent(operation.shape(), shape ->
                new ProgramKernels(Lowering.lower(operation, dtype), processor.machine()));
    }

    @Override
    public void forward(DenseForward operands, double[][] parameters) {
        try (DenseCall call = new DenseCall(this, parameters)) {
            new ForwardPass(call, operands).run();
            call.publish();
        }
    }

    @Override
    public void backward(DenseBackward operands, double[][] parameters) {
        try (DenseCall call = new DenseCall(this, parameters)) {
            new BackwardPass(call, operands).run();
            call.publish();
        }
    }

    @Override
    public void jacobians(DenseJacobians operands, double[][] parameters) {
        try (DenseCall call = new DenseCall(this, parameters)) {
            new JacobianPass(call, operands).run();
            call.publish();
        }
    }
}
