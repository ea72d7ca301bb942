package dev.axolemma.cpu;

import dev.axolemma.Activation;
import dev.axolemma.DenseBackward;
import dev.axolemma.DenseChain;
import dev.axolemma.DenseForward;
import dev.axolemma.DenseJacobians;
import dev.axolemma.Direction;
import dev.axolemma.Dtype;
import dev.axolemma.Operation;
import dev.axolemma.Span;
import dev.axolemma.formula.Formula;
import dev.axolemma.spi.DenseExecutable;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/** Runs a dense chain: for each layer a matrix product, to whose tiles the activation is applied while they are cached. */
final class DenseLayers implements DenseExecutable {

    /** What is compiled for a layer: its activation, or the derivative with respect to one of its variables. */
    private record Use(int layer, int variable) {
    }

    private static final int FORWARD = -1;

    private final DenseChain chain;
    private final Dtype dtype;
    private final Function<Operation, MapKernel> prepare;
    private final MatrixProduct product;
    private final Workers workers;
    // Made when first used: few networks need all. Layers of one shape share them.
    private final Map<Use, MapKernel> kernels = new ConcurrentHashMap<>();
    private final Map<List<Object>, MapKernel> kernelsByShape = new ConcurrentHashMap<>();
    /** The workspace that no call is using, if there is one. */
    private final AtomicReference<DenseWorkspace> idle = new AtomicReference<>();

    /** @param prepare compiles an operation in the dtype */
    DenseLayers(DenseChain chain, Dtype dtype, Function<Operation, MapKernel> prepare, MatrixProduct product,
            Workers workers) {
        this.chain = chain;
        this.dtype = dtype;
        this.prepare = prepare;
        this.product = product;
        this.workers = workers;
    }

    DenseChain chain() {
        return chain;
    }

    Dtype dtype() {
        return dtype;
    }

    MatrixProduct product() {
        return product;
    }

    /** Applies a layer's activation. The first layer is number 1. */
    MapKernel activation(int layer) {
        return kernel(new Use(layer, FORWARD), () -> Operation.of(at(layer), Direction.FORWARD));
    }

    /** Multiplies by the derivative of a layer's activation with respect to its input, number 0, or to a parameter. */
    MapKernel derivative(int layer, int variable) {
        return kernel(new Use(layer, variable), () -> {
            Formula formula = at(layer).variables().get(variable);
            return Operation.backward(at(layer), List.of(formula));
        });
    }

    private Activation at(int layer) {
        return chain.layers().get(layer - 1);
    }

    private MapKernel kernel(Use use, Supplier<Operation> operation) {
        MapKernel kernel = kernels.computeIfAbsent(use, key -> {
            Operation made = operation.get();
            return kernelsByShape.computeIfAbsent(made.shape(), shape -> prepare.apply(made));
        });
        kernel.arrays().begin();
        return kernel;
    }

    @Override
    public void forward(DenseForward operands, double[][] parameters) {
        call(operands.spans(), parameters, call -> new ForwardPass(call, operands).run());
    }

    @Override
    public void backward(DenseBackward operands, double[][] parameters) {
        call(operands.spans(), parameters, call -> new BackwardPass(call, operands).run());
    }

    @Override
    public void jacobians(DenseJacobians operands, double[][] parameters) {
        call(operands.spans(), parameters, call -> new JacobianPass(call, operands).run());
    }

    /** Calls at the same time have a workspace each; the last to end leaves its own to the next call. */
    private void call(List<Span> operands, double[][] parameters, Consumer<DenseCall> pass) {
        boolean shared = workers.areShareable(operands.toArray(Span[]::new));
        DenseWorkspace found = idle.getAndSet(null);
        DenseWorkspace workspace = found == null ? new DenseWorkspace() : found;
        try {
            pass.accept(new DenseCall(this, parameters, workspace, shared));
        } finally {
            idle.set(workspace);
        }
    }
}
