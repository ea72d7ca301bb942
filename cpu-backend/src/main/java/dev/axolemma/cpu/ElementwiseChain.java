package dev.axolemma.cpu;

import dev.axolemma.Activation;
import dev.axolemma.Chain;
import dev.axolemma.ChainOperands;
import dev.axolemma.Dtype;
import dev.axolemma.Layers;
import dev.axolemma.Span;
import dev.axolemma.compiler.ChainLowering;
import dev.axolemma.compiler.Program;
import dev.axolemma.spi.ChainExecutable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

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
    /** The kernel of each layer; equal ones are one. */
    private final List<MapKernel> layers = new ArrayList<>();
    private final Set<MapKernel> distinctLayers;
    private final MapKernel normalisation;
    private final MapKernel rounding;
    private final Workers workers;
    private final int block;
    private final int scratch;

    /** @param prepare compiles a program */
    ElementwiseChain(Chain chain, Dtype dtype, Function<Program, MapKernel> prepare, Workers workers) {
        this.dtype = dtype;
        this.workers = workers;
        Map<Activation, MapKernel> byActivation = new HashMap<>();
        Map<List<Object>, MapKernel> byShape = new HashMap<>();
        for (Activation activation : chain.layers()) {
            layers.add(byActivation.computeIfAbsent(activation, a -> byShape.computeIfAbsent(
                    Chain.derivative(a).shape(),
                    shape -> prepare.apply(ChainLowering.layer(Chain.derivative(a), chain.weighted(), dtype)))));
        }
        distinctLayers = Set.copyOf(byShape.values());
        normalisation = prepare.apply(ChainLowering.normalisation(dtype));
        rounding = prepare.apply(ChainLowering.rounding(dtype));
        block = kernels().mapToInt(kernel -> kernel.code().layout().block()).min().orElseThrow();
        scratch = kernels().mapToInt(kernel -> kernel.code().layout().scratch()).max().orElseThrow();
    }

    private Stream<MapKernel> kernels() {
        return Stream.concat(distinctLayers.stream(), Stream.of(normalisation, rounding));
    }

    Dtype dtype() {
        return dtype;
    }

    MapKernel normalisation() {
        return normalisation;
    }

    MapKernel rounding() {
        return rounding;
    }

    MapKernel layer(int number) {
        return layers.get(number);
    }

    /** How many elements a block has at most, whatever the code. */
    int block() {
        return block;
    }

    /** How many elements the next block has at most. */
    int limit() {
        for (MapKernel layer : distinctLayers) {
            if (layer.isNew()) {
                return MapKernel.SHORT_CHUNK;
            }
        }
        return block;
    }

    /** How many numbers of scratch memory the kernels need. */
    int scratch() {
        return scratch;
    }

    @Override
    public void launch(ChainOperands operands, double[][] parameters) {
        kernels().forEach(MapKernel::begin);
        Object[] scalars = scalars(parameters);
        Workers.Work work = (from, to) -> new ChainBlocks(this, operands, scalars, workers.scratch()).compute(from, to);
        long count = operands.z().extent();
        if (workers.isAlone() || !isWorthSharing(count) || !areShareable(operands)) {
            work.compute(0, count);
        } else {
            workers.run(work, count, PORTION * Math.ceilDiv(LAYERS_PER_PORTION, layers.size()));
        }
    }

    /** The run-time scalars of each layer. */
    private Object[] scalars(double[][] parameters) {
        Object[] scalars = new Object[layers.size()];
        for (int i = 0; i < scalars.length; i++) {
            boolean repeated = i > 0 && layers.get(i) == layers.get(i - 1) && parameters[i] == parameters[i - 1];
            scalars[i] = repeated ? scalars[i - 1] : layers.get(i).scalars(parameters[i], new Scratch());
        }
        return scalars;
    }

    private boolean isWorthSharing(long count) {
        long instructions = 0;
        for (MapKernel layer : layers) {
            instructions += layer.program().instructions().size();
        }
        return count / layers.getFirst().code().layout().lanes() * instructions >= MapKernel.WORTH_SHARING;
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
