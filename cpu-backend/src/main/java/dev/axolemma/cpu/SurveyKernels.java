package dev.axolemma.cpu;

import dev.axolemma.Activation;
import dev.axolemma.Chain;
import dev.axolemma.Direction;
import dev.axolemma.Dtype;
import dev.axolemma.Operation;
import dev.axolemma.compiler.ChainLowering;
import dev.axolemma.compiler.Lowering;
import dev.axolemma.compiler.Program;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * What a survey computes of each element.
 *
 * @param logarithm log2 of a significand's magnitude
 * @param outputs of each layer
 * @param slopes of each layer
 */
record SurveyKernels(MapKernel logarithm, List<MapKernel> outputs, List<MapKernel> slopes) {

    /** @param prepare compiles a program */
    static SurveyKernels of(Chain chain, Dtype dtype, Function<Program, MapKernel> prepare) {
        return new SurveyKernels(prepare.apply(ChainLowering.logarithm(dtype)),
                each(chain, Direction.FORWARD, dtype, prepare), each(chain, Direction.DERIVATIVE, dtype, prepare));
    }

    private static List<MapKernel> each(Chain chain, Direction direction, Dtype dtype,
            Function<Program, MapKernel> prepare) {
        Map<Activation, Operation> operations = new HashMap<>();
        Map<List<Object>, MapKernel> byShape = new HashMap<>();
        List<MapKernel> kernels = new ArrayList<>();
        for (Activation layer : chain.layers()) {
            Operation operation = operations.computeIfAbsent(layer, activation -> Operation.of(activation, direction));
            kernels.add(byShape.computeIfAbsent(operation.shape(),
                    shape -> prepare.apply(Lowering.lower(operation, dtype))));
        }
        return kernels;
    }

    /** The run-time scalars of each layer's kernel. */
    Object[] scalars(List<MapKernel> layers, double[][] parameters) {
        Object[] scalars = new Object[layers.size()];
        for (int i = 0; i < scalars.length; i++) {
            scalars[i] = layers.get(i).scalars(parameters[i], new Scratch());
        }
        return scalars;
    }

    /** Begins to warm up all kernels that have not begun. */
    void begin() {
        logarithm.arrays().begin();
        outputs.forEach(kernel -> kernel.arrays().begin());
        slopes.forEach(kernel -> kernel.arrays().begin());
    }
}
