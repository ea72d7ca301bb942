package dev.axolemma.cuda;

import static org.assertj.core.api.Assertions.assertThat;

import dev.axolemma.Activation;
import dev.axolemma.Activations;
import dev.axolemma.Axis;
import dev.axolemma.Chain;
import dev.axolemma.ChainOperands;
import dev.axolemma.DenseBackward;
import dev.axolemma.DenseChain;
import dev.axolemma.DenseForward;
import dev.axolemma.DenseJacobians;
import dev.axolemma.DenseKernel;
import dev.axolemma.Dtype;
import dev.axolemma.Engine;
import dev.axolemma.Layers;
import dev.axolemma.Reduction;
import dev.axolemma.Rowwise;
import dev.axolemma.Span;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever an engine computes with these kernels has the bits of the scalar backend. */
class EngineBitsTest {

    /** What an engine is given and what it returns. */
    private static final class Example {

        private final Dtype dtype;
        private final List<Span> results = new ArrayList<>();

        Example(Dtype dtype) {
            this.dtype = dtype;
        }

        Span numbers(int seed, int length) {
            return span(Numbers.random(new SplittableRandom(seed), dtype, length));
        }

        Span ordinary(int seed, int length) {
            return span(new SplittableRandom(seed).doubles(length, -1, 1)
                    .mapToLong(x -> Numbers.bits(x, dtype)).toArray());
        }

        Span room(int length) {
            results.add(span(new long[length]));
            return results.getLast();
        }

        private Span span(long[] bits) {
            double[] numbers = Arrays.stream(bits).mapToDouble(pattern -> Numbers.number(pattern, dtype)).toArray();
            if (dtype == Dtype.F64) {
                return Span.of(numbers);
            }
            float[] floats = new float[numbers.length];
            for (int i = 0; i < floats.length; i++) {
                floats[i] = (float) numbers[i];
            }
            return Span.of(floats);
        }

        List<long[]> bits() {
            return results.stream().map(result -> Numbers.canonical(dtype == Dtype.F64
                    ? result.segment().toArray(ValueLayout.JAVA_LONG)
                    : Arrays.stream(result.segment().toArray(ValueLayout.JAVA_INT)).asLongStream().toArray(), dtype))
                    .toList();
        }
    }

    private static void check(Dtype dtype, BiConsumer<Engine, Example> call) {
        Example actual = new Example(dtype);
        Example expected = new Example(dtype);
        try (Engine machine = Engine.builder().backend(MachineBackend.NAME).open();
                Engine scalar = Engine.builder().backend("scalar").open()) {
            call.accept(machine, actual);
            call.accept(scalar, expected);
        }
        assertThat(actual.bits()).usingRecursiveComparison().isEqualTo(expected.bits());
    }

    @ParameterizedTest
    @EnumSource(names = {"F32", "F64"})
    void maps(Dtype dtype) {
        check(dtype, (engine, example) -> {
            for (int n : new int[] {0, 1, 5, 1000}) {
                engine.forward(Activations.mish(), example.numbers(1, n), example.room(n));
                engine.backward(Activations.elu().with("alpha", 0.1), example.numbers(2, n), example.numbers(3, n),
                        example.room(n));
            }
            Span slopes = example.ordinary(4, 6);
            engine.forward(Activations.prelu(), example.numbers(5, 120), slopes.perChannel(4, 5), example.room(120));
            engine.forward(Activations.prelu(), example.numbers(5, 120), slopes.slice(1, 1).broadcast(120),
                    example.room(120));
        });
    }

    @ParameterizedTest
    @EnumSource(names = {"F32", "F64"})
    void chains(Dtype dtype) {
        int n = 130;
        List<Activation> mixed = List.of(Activations.tanh(), Activations.elu().with("alpha", 0.25),
                Activations.sigmoid(), Activations.elu().with("alpha", 3), Activations.relu());
        List<Activation> layers = IntStream.range(0, 19).mapToObj(i -> mixed.get(i % mixed.size())).toList();
        check(dtype, (engine, example) -> {
            ChainOperands z = ChainOperands.of(Layers.of(example.numbers(1, n * 19), 19));
            engine.chain(Chain.of(layers), z.gradient(example.room(n)));
            engine.chain(Chain.of(layers).withWeights(), z.upstream(example.numbers(2, n))
                    .weights(Layers.of(example.numbers(3, n * 19), 19)).gradient(example.room(n))
                    .layerGradients(Layers.of(example.room(n * 19), 19)));
            engine.chain(Chain.of(layers).withWeights(),
                    z.weights(Layers.perLayer(example.ordinary(4, 19), n)).gradient(example.room(n)));
        });
    }

    @ParameterizedTest
    @EnumSource(names = {"F32", "F64"})
    void statisticsOfChains(Dtype dtype) {
        Example example = new Example(dtype);
        ChainOperands z = ChainOperands.of(Layers.of(example.ordinary(1, 1100 * 3), 3));
        Chain chain = Chain.of(3, Activations.tanh());
        try (Engine machine = Engine.builder().backend(MachineBackend.NAME).open();
                Engine scalar = Engine.builder().backend("scalar").open()) {
            assertThat(machine.prepare(chain, dtype).statistics(z))
                    .isEqualTo(scalar.prepare(chain, dtype).statistics(z));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"F32", "F64"})
    void reductions(Dtype dtype) {
        check(dtype, (engine, example) -> {
            for (Reduction reduction : Reduction.values()) {
                engine.reduce(reduction, Activations.identity(), example.ordinary(1, 2500),
                        example.room(1).broadcast(2500));
                engine.reduce(reduction, Activations.gelu(), example.ordinary(2, 420),
                        example.room(7).perChannel(5, 12));
                engine.reduce(reduction, Activations.gelu(), example.ordinary(2, 420),
                        example.room(7).perChannel(60, 1));
            }
        });
    }

    @ParameterizedTest
    @EnumSource(names = {"F32", "F64"})
    void rowwiseFunctions(Dtype dtype) {
        check(dtype, (engine, example) -> {
            for (Rowwise function : Rowwise.values()) {
                for (Axis axis : List.of(Axis.ofRows(3, 50), Axis.of(1, 2, 7, 9))) {
                    int n = (int) axis.extent();
                    Span y = example.room(n);
                    engine.forward(function, axis, example.numbers(1, n), y);
                    engine.backwardFromOutput(function, axis, y, example.ordinary(2, n), example.room(n));
                }
            }
        });
    }

    @ParameterizedTest
    @EnumSource(names = {"F32", "F64"})
    void products(Dtype dtype) {
        check(dtype, (engine, example) -> {
            for (int[] size : new int[][] {{1, 1, 1}, {3, 5, 7}, {17, 33, 65}, {4, 0, 3}, {0, 4, 3}, {2, 3100, 3}}) {
                engine.multiply(example.ordinary(1, size[0] * size[1]), example.ordinary(2, size[1] * size[2]),
                        example.room(size[0] * size[2]), size[0], size[1], size[2]);
            }
        });
    }

    @ParameterizedTest
    @EnumSource(names = {"F32", "F64"})
    void denseLayers(Dtype dtype) {
        List<Activation> layers = List.of(Activations.tanh(), Activations.elu().with("alpha", 0.5));
        DenseChain chain = DenseChain.of(layers, 5, 17, 4).withBiases();
        check(dtype, (engine, example) -> {
            DenseKernel kernel = engine.prepare(chain, dtype);
            Span input = example.ordinary(1, 7 * 5);
            List<Span> weights = List.of(example.ordinary(2, 17 * 5), example.ordinary(3, 4 * 17));
            List<Span> z = List.of(example.room(7 * 17), example.room(7 * 4));
            kernel.forward(DenseForward.of(input, weights).preActivations(z).output(example.room(7 * 4))
                    .biases(List.of(example.ordinary(4, 17), example.ordinary(5, 4))));
            kernel.backward(DenseBackward.of(input, weights, z, example.ordinary(6, 7 * 4))
                    .weightGradients(List.of(example.room(17 * 5), example.room(4 * 17)))
                    .biasGradients(List.of(example.room(17), example.room(4)))
                    .inputGradient(example.room(7 * 5)));
            kernel.jacobians(new DenseJacobians(weights, z, example.room(7 * 4 * 5)));
        });
    }
}
