package dev.axolemma.cpu;

import dev.axolemma.Activation;
import dev.axolemma.Chain;
import dev.axolemma.ChainOperands;
import dev.axolemma.Dtype;
import dev.axolemma.Layers;
import dev.axolemma.Operation;
import dev.axolemma.Span;
import dev.axolemma.compiler.ChainLowering;
import dev.axolemma.compiler.Program;
import dev.axolemma.spi.ChainExecutable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Runs a chain block by block: a block of gradients stays in the first-level cache while it passes through all layers, each
 * of which is a map of it and of a block of pre-activations.
 */
final class ElementwiseChain implements ChainExecutable {

    /** A multiple of every block. */
    private static final int PORTION = 1024;
    /** How many layers' elements a thread takes at a time at least, so that taking them costs nothing. */
    private static final int LAYERS_PER_PORTION = 8;

    private final Dtype dtype;
    // Kernels by number: those of layers first, equal ones once, then two more.
    private final List<MapKernel> kernels = new ArrayList<>();
    private final int[] kernelOfLayer;
    private final boolean weighted;
    private final Workers workers;

    /** @param prepare compiles a program */
    ElementwiseChain(Chain chain, Dtype dtype, Function<Program, MapKernel> prepare, Workers workers) {
        this.dtype = dtype;
        this.workers = workers;
        this.weighted = chain.weighted();
        Map<Activation, Integer> byActivation = new HashMap<>();
        Map<List<Object>, Integer> byShape = new HashMap<>();
        kernelOfLayer = chain.layers().stream().mapToInt(layer -> byActivation.computeIfAbsent(layer, activation -> {
            Operation derivative = Chain.derivative(activation);
            return byShape.computeIfAbsent(derivative.shape(), shape -> {
                kernels.add(prepare.apply(ChainLowering.layer(derivative, weighted, dtype)));
                return kernels.size() - 1;
            });
        })).toArray();
        kernels.add(prepare.apply(ChainLowering.normalisation(dtype)));
        kernels.add(prepare.apply(ChainLowering.rounding(dtype)));
    }

    Dtype dtype() {
        return dtype;
    }

    boolean isWeighted() {
        return weighted;
    }

    /** All kernels, each once. */
    List<MapKernel> kernels() {
        return kernels;
    }

    /** The number of the kernel of a layer. */
    int layer(int number) {
        return kernelOfLayer[number];
    }

    int normalisation() {
        return kernels.size() - 2;
    }

    int rounding() {
        return kernels.size() - 1;
    }

    @Override
    public void launch(ChainOperands operands, double[][] parameters) {
        kernels.forEach(MapKernel::begin);
        Object[] scalars = scalars(parameters);
        Workers.Work work = (from, to) -> new ChainBlocks(this, operands, scalars, workers.scratch()).compute(from, to);
        long count = operands.z().extent();
        if (workers.isAlone() || !isWorthSharing(count) || !areShareable(operands)) {
            work.compute(0, count);
        } else {
            workers.run(work, count, PORTION * Math.ceilDiv(LAYERS_PER_PORTION, kernelOfLayer.length));
        }
    }

    /** The run-time scalars of each layer. */
    private Object[] scalars(double[][] parameters) {
        Object[] scalars = new Object[kernelOfLayer.length];
        for (int i = 0; i < scalars.length; i++) {
            boolean repeated = i > 0 && kernelOfLayer[i] == kernelOfLayer[i - 1] && parameters[i] == parameters[i - 1];
            scalars[i] = repeated ? scalars[i - 1]
                    : kernels.get(kernelOfLayer[i]).scalars(parameters[i], new Scratch());
        }
        return scalars;
    }

    private boolean isWorthSharing(long count) {
        long instructions = 0;
        for (int kernel : kernelOfLayer) {
            instructions += kernels.get(kernel).program().instructions().size();
        }
        return count / kernels.getFirst().code().layout().lanes() * instructions >= MapKernel.WORTH_SHARING;
    }

    private boolean areShareable(ChainOperands operands) {
        return isShareable(operands.z()) && operands.weights().filter(layers -> !isShareable(layers)).isEmpty()
                && operands.layerGradients().filter(layers -> !isShareable(layers)).isEmpty()
                && operands.upstream().filter(span -> !isShareable(span)).isEmpty()
                && operands.gradient().filter(span -> !isShareable(span)).isEmpty()
                && operands.exactRange().filter(exact -> !isShareable(exact.significands())
                        || !exact.exponents().isAccessibleBy(workers.anyThread())).isEmpty();
    }

    private boolean isShareable(Layers layers) {
        for (int layer = 0; layer < layers.depth(); layer++) {
            if (!isShareable(layers.layer(layer))) {
                return false;
            }
        }
        return true;
    }

    private boolean isShareable(Span span) {
        return span.isAccessibleBy(workers.anyThread());
    }
}
