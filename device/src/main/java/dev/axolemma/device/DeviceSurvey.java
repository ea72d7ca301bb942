package dev.axolemma.device;

import dev.axolemma.Activation;
import dev.axolemma.ChainOperands;
import dev.axolemma.Direction;
import dev.axolemma.LayerStatistics;
import dev.axolemma.Operation;
import dev.axolemma.compiler.ChainLowering;
import dev.axolemma.compiler.Lowering;
import dev.axolemma.compiler.Program;
import dev.axolemma.spi.Summary;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/** Takes statistics of a chain's layers: each layer by maps of its own, whose results are summed on the host. */
final class DeviceSurvey {

    /** Elements of a layer that are summed at once: a power of two, so that their sums are a subtree of all. */
    private static final int PORTION = 1 << 18;

    private final DeviceChain chain;
    private final List<ProgramKernels> layers;
    private final List<ProgramKernels> outputs;
    private final List<ProgramKernels> slopes;
    private final ProgramKernels normalisation;
    private final ProgramKernels logarithm;

    DeviceSurvey(DeviceChain chain, Program normalisation) {
        this.chain = chain;
        this.normalisation = kernels(normalisation);
        logarithm = kernels(ChainLowering.logarithm(chain.dtype()));
        layers = each(chain::kind, layer -> chain.program(layer));
        outputs = each(layer -> activation(layer), layer -> lowered(layer, Direction.FORWARD));
        slopes = each(layer -> activation(layer), layer -> lowered(layer, Direction.DERIVATIVE));
    }

    private ProgramKernels kernels(Program program) {
        return new ProgramKernels(program, chain.processor().machine());
    }

    private Activation activation(int layer) {
        return chain.chain().layers().get(layer);
    }

    private Program lowered(int layer, Direction direction) {
        return Lowering.lower(Operation.of(activation(layer), direction), chain.dtype());
    }

    /** Kernels for each layer; layers of one key share them. */
    private List<ProgramKernels> each(IntFunction<Object> key, IntFunction<Program> program) {
        Map<Object, ProgramKernels> known = new HashMap<>();
        List<ProgramKernels> all = new ArrayList<>();
        for (int layer = 0; layer < chain.chain().depth(); layer++) {
            int number = layer;
            all.add(known.computeIfAbsent(key.apply(layer), unknown -> kernels(program.apply(number))));
        }
        return all;
    }

    List<LayerStatistics> statistics(ChainOperands operands, double[][] parameters, double[] saturated) {
        long count = operands.z().extent();
        int portions = Math.toIntExact(Math.ceilDiv(count, PORTION));
        Summary[][] summaries = new Summary[saturated.length][portions];
        try (Rooms rooms = new Rooms(chain.processor().machine().pool())) {
            SurveyPortion portion = new SurveyPortion(this, operands, parameters, (int) Math.min(count, PORTION), rooms);
            for (int i = 0; i < portions; i++) {
                long from = (long) i * PORTION;
                portion.take(from, (int) Math.min(PORTION, count - from));
                for (int layer = saturated.length - 1; layer >= 0; layer--) {
                    summaries[layer][i] = portion.pass(layer, saturated[layer]);
                }
            }
        }
        List<LayerStatistics> statistics = new ArrayList<>();
        for (Summary[] layer : summaries) {
            statistics.add(Summary.tree(i -> layer[i], 0, portions).statistics());
        }
        return statistics;
    }

    DeviceChain chain() {
        return chain;
    }

    /** Passes a gradient through a layer. */
    ProgramKernels layer(int number) {
        return layers.get(number);
    }

    ProgramKernels output(int layer) {
        return outputs.get(layer);
    }

    ProgramKernels slope(int layer) {
        return slopes.get(layer);
    }

    ProgramKernels normalisation() {
        return normalisation;
    }

    ProgramKernels logarithm() {
        return logarithm;
    }
}
