package dev.axolemma.cuda;

import static org.assertj.core.api.Assertions.assertThat;

import dev.axolemma.Activation;
import dev.axolemma.Chain;
import dev.axolemma.Dtype;
import dev.axolemma.Operation;
import dev.axolemma.compiler.ChainLowering;
import dev.axolemma.compiler.Interpreter;
import dev.axolemma.compiler.Program;
import dev.axolemma.device.ChainForm;
import dev.axolemma.device.ChainForm.Results;
import dev.axolemma.device.ChainForm.Weights;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** A chain, what it is given, and what its programs make of that, one element after the other. */
final class ChainExample {

    private final Chain chain;
    private final Dtype dtype;
    private final int n;
    private final boolean weightPerLayer;
    private final List<Program> programs = new ArrayList<>();
    private final int[] kinds;
    private final long[][] z;
    private final long[][] weights;
    private final long[] upstream;
    private final long[][] layerGradients;
    private final long[] significands;
    private final long[] exponents;

    ChainExample(Chain chain, Dtype dtype, int n, boolean weightPerLayer) {
        SplittableRandom random = new SplittableRandom(31L * n + chain.depth());
        this.chain = chain;
        this.dtype = dtype;
        this.n = n;
        this.weightPerLayer = weightPerLayer;
        this.kinds = new int[chain.depth()];
        z = numbers(random, n);
        weights = numbers(random, weightPerLayer ? 1 : n);
        upstream = Numbers.random(random, dtype, n);
        layerGradients = new long[chain.depth()][n];
        significands = new long[n];
        exponents = new long[n];
        List<List<Object>> shapes = new ArrayList<>();
        for (int layer = 0; layer < chain.depth(); layer++) {
            Operation derivative = derivative(layer);
            if (!shapes.contains(derivative.shape())) {
                shapes.add(derivative.shape());
                programs.add(ChainLowering.layer(derivative, chain.weighted(), dtype));
            }
            kinds[layer] = shapes.indexOf(derivative.shape());
        }
        for (int i = 0; i < n; i++) {
            compute(i);
        }
    }

    private long[][] numbers(SplittableRandom random, int count) {
        long[][] numbers = new long[chain.depth()][];
        Arrays.setAll(numbers, layer -> Numbers.random(random, dtype, count));
        return numbers;
    }

    private Operation derivative(int layer) {
        Activation activation = chain.layers().get(layer);
        return Chain.derivative(activation);
    }

    private void compute(int i) {
        Program normalisation = ChainLowering.normalisation(dtype);
        long[] gradient = Interpreter.run(normalisation, new long[] {upstream[i], 0}, new double[0]);
        int period = ChainLowering.layersPerNormalisation(chain.weighted());
        for (int passed = 0; passed < chain.depth(); passed++) {
            int layer = chain.depth() - 1 - passed;
            if (passed > 0 && passed % period == 0) {
                gradient = Interpreter.run(normalisation, gradient, new double[0]);
            }
            long[] inputs = chain.weighted()
                    ? new long[] {z[layer][i], weights[layer][weightPerLayer ? 0 : i], gradient[0], gradient[1]}
                    : new long[] {z[layer][i], gradient[0], gradient[1]};
            gradient = Interpreter.run(programs.get(kinds[layer]), inputs, derivative(layer).parameterValues());
            layerGradients[layer][i] = Interpreter.run(ChainLowering.rounding(dtype), gradient, new double[0])[0];
        }
        gradient = Interpreter.run(normalisation, gradient, new double[0]);
        significands[i] = gradient[0];
        exponents[i] = (int) gradient[1];
    }

    /** All results at once, then the gradient alone in place of the upstream gradient. */
    void check(int blocks, int threads) {
        DeviceMemory memory = new DeviceMemory();
        DeviceArray upstreams = new DeviceArray(memory, dtype, 1, upstream);
        DeviceArray gradient = DeviceArray.empty(memory, dtype, 0, n);
        DeviceArray toSignificands = DeviceArray.empty(memory, dtype, 3, n);
        DeviceArray toExponents = DeviceArray.empty(memory, Dtype.F32, 1, n);
        DeviceArray gradients = DeviceArray.empty(memory, dtype, 2, n * chain.depth());
        run(new Results(true, true, true), blocks, threads, memory,
                List.of(upstreams, gradient, toSignificands, toExponents, gradients, n));
        run(new Results(true, false, false), blocks, threads, memory, List.of(upstreams, upstreams));
        assertThat(gradients.numbers()).isEqualTo(Numbers.canonical(joined(layerGradients), dtype));
        assertThat(gradient.numbers()).isEqualTo(Numbers.canonical(layerGradients[0], dtype));
        assertThat(upstreams.numbers()).isEqualTo(gradient.numbers());
        assertThat(toSignificands.numbers()).isEqualTo(Numbers.canonical(significands, dtype));
        assertThat(toExponents.bits()).isEqualTo(exponents);
    }

    private void run(Results results, int blocks, int threads, DeviceMemory memory, List<Object> operands) {
        Weights kind = !chain.weighted() ? Weights.NONE
                : weightPerLayer ? Weights.ONE_PER_LAYER : Weights.ONE_PER_ELEMENT;
        ChainForm form = new ChainForm(programs, ChainLowering.normalisation(dtype), ChainLowering.rounding(dtype),
                ChainLowering.layersPerNormalisation(chain.weighted()), kind, true, results);
        List<Object> arguments = new ArrayList<>(List.of(new DeviceArray(memory, dtype, 1, joined(z)), n));
        if (chain.weighted()) {
            arguments.add(new DeviceArray(memory, dtype, 2, joined(weights)));
            arguments.add(weightPerLayer ? 1 : n);
        }
        arguments.addAll(operands);
        arguments.add(new DeviceArray(memory, Dtype.F32, 1, Arrays.stream(kinds).asLongStream().toArray()));
        arguments.add(new DeviceArray(memory, dtype, 1, scalars(form.scalars())));
        arguments.addAll(List.of(chain.depth(), n));
        new PtxMachine(new PtxSkeletons().chain(form).text()).run(blocks, threads, memory, arguments.toArray());
    }

    private static long[] joined(long[][] layers) {
        return Arrays.stream(layers).flatMapToLong(Arrays::stream).toArray();
    }

    private long[] scalars(int perLayer) {
        long[] words = new long[perLayer * chain.depth()];
        for (int layer = 0; layer < chain.depth(); layer++) {
            List<Program.Scalar> scalars = programs.get(kinds[layer]).scalars();
            for (int i = 0; i < scalars.size(); i++) {
                double parameter = derivative(layer).parameterValues()[scalars.get(i).parameter()];
                words[perLayer * layer + i] = Numbers.bits(scalars.get(i).of(parameter, dtype), dtype);
            }
        }
        return words;
    }
}
