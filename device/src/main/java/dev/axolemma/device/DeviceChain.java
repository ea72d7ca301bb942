package dev.axolemma.device;

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
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/** Runs a chain in one kernel, in which each work item takes its gradients through all layers. */
final class DeviceChain implements ChainExecutable {

    /** What kernels of one chain differ in. */
    private record Wanted(ChainForm.Weights weights, boolean upstream, ChainForm.Results results) {
    }

    /** As a portion of a chain has that of all layers, it is so much longer than one of a map. */
    private static final long CHAIN_PORTIONS = 16;
    /** A portion has a multiple of so many elements of each layer. */
    private static final long GRAIN = 1 << 10;

    private final Chain chain;
    private final Dtype dtype;
    private final DeviceProcessor processor;
    private final List<Program> programs = new ArrayList<>();
    /** Which of the programs each layer has. */
    private final int[] kinds;
    private final Program normalisation;
    private final Program rounding;
    private final Map<Wanted, BuiltKernel> kernels = new ConcurrentHashMap<>();
    private DeviceSurvey survey;

    DeviceChain(Chain chain, Dtype dtype, DeviceProcessor processor) {
        this.chain = chain;
        this.dtype = dtype;
        this.processor = processor;
        kinds = new int[chain.depth()];
        normalisation = ChainLowering.normalisation(dtype);
        rounding = ChainLowering.rounding(dtype);
        Map<Activation, Integer> known = new HashMap<>();
        Map<List<Object>, Integer> byShape = new HashMap<>();
        for (int layer = 0; layer < kinds.length; layer++) {
            kinds[layer] = known.computeIfAbsent(chain.layers().get(layer), activation -> {
                Operation derivative = Chain.derivative(activation);
                return byShape.computeIfAbsent(derivative.shape(), shape -> add(derivative));
            });
        }
    }

    private int add(Operation derivative) {
        programs.add(ChainLowering.layer(derivative, chain.weighted(), dtype));
        return programs.size() - 1;
    }

    Chain chain() {
        return chain;
    }

    Dtype dtype() {
        return dtype;
    }

    DeviceProcessor processor() {
        return processor;
    }

    int[] kinds() {
        return kinds;
    }

    int kind(int layer) {
        return kinds[layer];
    }

    Program program(int layer) {
        return programs.get(kinds[layer]);
    }

    /** How many run-time scalars a layer has room for. */
    int scalars() {
        return ChainForm.scalars(programs);
    }

    BuiltKernel kernel(ChainForm.Weights weights, boolean upstream, ChainForm.Results results) {
        return kernels.computeIfAbsent(new Wanted(weights, upstream, results), wanted -> processor.machine()
                .build(processor.machine().skeletons().chain(new ChainForm(programs, normalisation, rounding,
                        ChainLowering.layersPerNormalisation(chain.weighted()), weights, upstream, results))));
    }

    /** Whether a gradient, normalised at the very beginning, must be so again before it passes a layer. */
    boolean isNormalisedBefore(int layer) {
        int passed = chain.depth() - 1 - layer;
        return passed > 0 && passed % ChainLowering.layersPerNormalisation(chain.weighted()) == 0;
    }

    @Override
    public void launch(ChainOperands operands, double[][] parameters) {
        long count = operands.z().extent();
        if (count == 0) {
            return;
        }
        try (Residence residence = new Residence(processor)) {
            ChainOperands visible = visible(operands, residence);
            if (ChainCall.isInPlace(visible)) {
                new ChainCall(this, visible, parameters, residence.rooms()).launch(count);
                residence.publish();
                return;
            }
        }
        // What the device has seen in vain is closed before the host writes there.
        launchPortions(operands, parameters, count);
    }

    /** The same operands, with those in the device's memory that it can see. */
    private static ChainOperands visible(ChainOperands operands, Residence residence) {
        UnaryOperator<Span> visible = span -> residence.visible(span).orElse(span);
        UnaryOperator<Layers> visibleLayers = layers -> layers.all().flatMap(residence::visible)
                .map(all -> Layers.of(all, layers.depth())).orElse(layers);
        return new ChainOperands(visibleLayers.apply(operands.z()), operands.weights().map(visibleLayers),
                operands.upstream().map(visible), operands.gradient().map(visible), operands.exactRange(),
                operands.layerGradients().map(visibleLayers));
    }

    private void launchPortions(ChainOperands operands, double[][] parameters, long count) {
        long portion = CHAIN_PORTIONS * processor.machine().portion();
        long size = Math.clamp(portion / chain.depth() / GRAIN * GRAIN, GRAIN, Math.max(GRAIN, count));
        Portions portions = Portions.ofElements(count, size);
        try (Rooms rooms = new Rooms(processor.machine().pool())) {
            ChainCall call = new ChainCall(this, operands, parameters, rooms);
            new Pipeline(processor.machine().queue()).compute(portions, () -> call.portion(portions.shape().extent()));
        }
    }

    @Override
    public List<LayerStatistics> statistics(ChainOperands operands, double[][] parameters, double[] saturated) {
        List<LayerStatistics> statistics = survey().statistics(operands, parameters, saturated);
        if (operands.gradient().isPresent() || operands.exactRange().isPresent() || operands.layerGradients().isPresent()) {
            launch(operands, parameters);
        }
        return statistics;
    }

    /** Made for the first who wants statistics. */
    private synchronized DeviceSurvey survey() {
        if (survey == null) {
            survey = new DeviceSurvey(this, normalisation);
        }
        return survey;
    }
}
