package dev.axolemma.cpu;

import dev.axolemma.Activation;
import dev.axolemma.Chain;
import dev.axolemma.ChainOperands;
import dev.axolemma.Dtype;
import dev.axolemma.LayerStatistics;
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
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Runs a chain block by block: a block of gradients stays in the cache while it passes through all layers, each of
 * which is a map of it and of a block of pre-activations.
 */
final class ElementwiseChain implements ChainExecutable {

    /** The least elements a thread takes at a time: a multiple of every step. */
    private static final int PORTION = 1024;
    /** How many portions there are to be at least, so that threads end at the same time. */
    private static final int PORTIONS = 32;

    private final Chain chain;
    private final Dtype dtype;
    private final Function<Program, MapKernel> prepare;
    /** The kernel of each layer: equal layers share one. */
    private final List<MapKernel> layers = new ArrayList<>();
    private final Set<MapKernel> kernels;
    private final MapKernel normalisation;
    private final MapKernel rounding;
    private final int period;
    private final Workers workers;
    private SurveyKernels surveyKernels;

    /** @param prepare compiles a program */
    ElementwiseChain(Chain chain, Dtype dtype, Function<Program, MapKernel> prepare, Workers workers) {
        this.chain = chain;
        this.dtype = dtype;
        this.prepare = prepare;
        this.workers = workers;
        period = ChainLowering.layersPerNormalisation(chain.weighted());
        Map<Activation, MapKernel> byActivation = new HashMap<>();
        Map<List<Object>, MapKernel> byShape = new HashMap<>();
        for (Activation layer : chain.layers()) {
            Operation derivative = Chain.derivative(layer);
            layers.add(byActivation.computeIfAbsent(layer, activation -> byShape.computeIfAbsent(derivative.shape(),
                    shape -> prepare.apply(ChainLowering.layer(derivative, chain.weighted(), dtype)))));
        }
        kernels = Set.copyOf(layers);
        normalisation = prepare.apply(ChainLowering.normalisation(dtype));
        rounding = prepare.apply(ChainLowering.rounding(dtype));
    }

    Dtype dtype() {
        return dtype;
    }

    int depth() {
        return layers.size();
    }

    MapKernel layer(int number) {
        return layers.get(number);
    }

    MapKernel normalisation() {
        return normalisation;
    }

    MapKernel rounding() {
        return rounding;
    }

    /** Whether the gradient, normalised at the very beginning, must be so again before it passes a layer. */
    boolean isNormalisedBefore(int layer) {
        int passed = layers.size() - 1 - layer;
        return passed > 0 && passed % period == 0;
    }

    /** Whether the kernel of a layer is new. Those of results may be so for ever, if nobody asks for them. */
    boolean isAnyNew() {
        for (MapKernel kernel : kernels) {
            if (kernel.arrays().isNew()) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void launch(ChainOperands operands, double[][] parameters) {
        run(operands, parameters, Optional.empty());
    }

    @Override
    public List<LayerStatistics> statistics(ChainOperands operands, double[][] parameters, double[] saturated) {
        SurveyKernels surveyed = surveyKernels();
        surveyed.begin();
        ChainSurvey survey = new ChainSurvey(surveyed, parameters, saturated, operands.z().extent());
        run(operands, parameters, Optional.of(survey));
        return survey.statistics();
    }

    /** Made for the first who wants statistics. */
    private synchronized SurveyKernels surveyKernels() {
        if (surveyKernels == null) {
            surveyKernels = SurveyKernels.of(chain, dtype, prepare);
        }
        return surveyKernels;
    }

    private void run(ChainOperands operands, double[][] parameters, Optional<ChainSurvey> survey) {
        kernels.forEach(kernel -> kernel.arrays().begin());
        normalisation.arrays().begin();
        rounding.arrays().begin();
        Object[] scalars = scalars(parameters);
        Workers.Work work = (from, to) ->
                new ChainBlocks(this, operands, scalars, survey, workers.scratch()).compute(from, to);
        long count = operands.z().extent();
        int portions = survey.isPresent() ? Blocks.LENGTH / PORTION
                : Math.clamp(count / PORTIONS / PORTION, 1, Blocks.LENGTH / PORTION);
        workers.run(work, count, portions * PORTION, instructions(count), spans(operands));
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

    private long instructions(long count) {
        long instructions = 0;
        for (MapKernel layer : layers) {
            instructions += layer.program().instructions().size();
        }
        return count / normalisation.arrays().code().layout().lanes() * instructions;
    }

    private static Span[] spans(ChainOperands operands) {
        List<Span> spans = new ArrayList<>();
        for (Optional<Layers> layers : List.of(Optional.of(operands.z()), operands.weights(), operands.layerGradients())) {
            layers.ifPresent(given -> {
                for (int layer = 0; layer < given.depth(); layer++) {
                    spans.add(given.layer(layer));
                }
            });
        }
        operands.upstream().ifPresent(spans::add);
        operands.gradient().ifPresent(spans::add);
        operands.exactRange().ifPresent(exact -> {
            spans.add(exact.significands());
            // As far as threads go, an exponent is like a float: four bytes.
            spans.add(Span.of(exact.exponents(), Dtype.F32));
        });
        return spans.toArray(Span[]::new);
    }
}
