package dev.axolemma.opencl;

import dev.axolemma.Activation;
import dev.axolemma.Activations;
import dev.axolemma.DenseBackward;
import dev.axolemma.DenseChain;
import dev.axolemma.DenseForward;
import dev.axolemma.DenseJacobians;
import dev.axolemma.DenseKernel;
import dev.axolemma.Dtype;
import dev.axolemma.Engine;
import dev.axolemma.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Matrix products and dense chains return the bits of the scalar backend. */
class DenseTest {

    @ParameterizedTest
    @EnumSource(Dtype.class)
    void products(Dtype dtype) {
        int[][] shapes = {{1, 1, 1}, {3, 5, 7}, {17, 33, 65}, {4, 0, 3}, {0, 4, 3}, {5, 1024, 16}, {5, 1025, 17},
            {2, 5000, 3}, {64, 64, 64}};
        for (int[] shape : shapes) {
            Span left = Bits.span(Bits.ordinary(1, shape[0] * shape[1]), dtype);
            Span right = Bits.span(Bits.ordinary(2, shape[1] * shape[2]), dtype);
            Span actual = Bits.room(shape[0] * shape[2], dtype);
            Span expected = Bits.room(shape[0] * shape[2], dtype);
            Engines.opencl().multiply(left, right, actual, shape[0], shape[1], shape[2]);
            Engines.scalar().multiply(left, right, expected, shape[0], shape[1], shape[2]);
            Bits.assertEqual(actual, expected, shape[0] + " x " + shape[1] + " x " + shape[2]);
        }
    }

    @ParameterizedTest
    @EnumSource(Dtype.class)
    void chains(Dtype dtype) {
        List<Activation> layers = List.of(Activations.tanh(), Activations.elu().with("alpha", 0.5), Activations.sigmoid());
        check(DenseChain.of(layers, 5, 17, 9, 4).withBiases(), 7, dtype);
        check(DenseChain.of(layers.subList(1, 2), 3, 6), 1, dtype);
        check(DenseChain.of(layers, 1100, 3, 2, 1), 1030, dtype);
    }

    /** As of a loss of ½·|x|², whose gradient is x. */
    @Test
    void theInputMayBeTheUpstreamGradient() {
        DenseKernel[] kernels = {Engines.opencl().prepare(DenseChain.of(Activations.tanh(), 5, 7, 5), Dtype.F32),
            Engines.scalar().prepare(DenseChain.of(Activations.tanh(), 5, 7, 5), Dtype.F32)};
        Span x = Bits.span(Bits.ordinary(1, 15), Dtype.F32);
        List<Span> weights = List.of(Bits.span(Bits.ordinary(2, 35), Dtype.F32), Bits.span(Bits.ordinary(3, 35), Dtype.F32));
        List<Span> z = List.of(Bits.span(Bits.ordinary(4, 21), Dtype.F32), Bits.span(Bits.ordinary(5, 15), Dtype.F32));
        List<List<Span>> gradients = new ArrayList<>();
        for (DenseKernel kernel : kernels) {
            gradients.add(List.of(Bits.room(35, Dtype.F32), Bits.room(35, Dtype.F32)));
            kernel.backward(DenseBackward.of(x, weights, z, x).weightGradients(gradients.getLast()));
        }
        for (int layer = 0; layer < 2; layer++) {
            Bits.assertEqual(gradients.get(0).get(layer), gradients.get(1).get(layer), "weights of layer " + layer);
        }
    }

    private static void check(DenseChain chain, int batch, Dtype dtype) {
        Results actual = new Results(chain, batch, dtype);
        Results expected = new Results(chain, batch, dtype);
        actual.compute(Engines.opencl());
        expected.compute(Engines.scalar());
        for (int i = 0; i < actual.all.size(); i++) {
            Bits.assertEqual(actual.all.get(i), expected.all.get(i), "result " + i + " of " + chain);
        }
    }

    /** What a chain gives forwards and backwards, and its Jacobians. */
    private static final class Results {

        private final DenseChain chain;
        private final int batch;
        private final Dtype dtype;
        private final List<Span> all = new ArrayList<>();

        Results(DenseChain chain, int batch, Dtype dtype) {
            this.chain = chain;
            this.batch = batch;
            this.dtype = dtype;
        }

        private Span room(int length) {
            Span room = Bits.room(length, dtype);
            all.add(room);
            return room;
        }

        private List<Span> inputs(int seed, IntUnaryOperator length) {
            return IntStream.rangeClosed(1, chain.depth())
                    .mapToObj(layer -> Bits.span(Bits.ordinary(seed + layer, length.applyAsInt(layer)), dtype)).toList();
        }

        private List<Span> rooms(IntUnaryOperator length) {
            return IntStream.rangeClosed(1, chain.depth()).mapToObj(layer -> room(length.applyAsInt(layer))).toList();
        }

        void compute(Engine engine) {
            DenseKernel kernel = engine.prepare(chain, dtype);
            Span input = Bits.span(Bits.ordinary(1, batch * chain.width(0)), dtype);
            List<Span> weights = inputs(100, layer -> chain.width(layer) * chain.width(layer - 1));
            List<Span> z = rooms(layer -> batch * chain.width(layer));
            DenseForward forward = DenseForward.of(input, weights).preActivations(z)
                    .output(room(batch * chain.width(chain.depth())));
            kernel.forward(chain.biased() ? forward.biases(inputs(200, chain::width)) : forward);
            kernel.backward(DenseBackward.of(input, weights, z,
                            Bits.span(Bits.ordinary(3, batch * chain.width(chain.depth())), dtype))
                    .weightGradients(rooms(layer -> chain.width(layer) * chain.width(layer - 1)))
                    .biasGradients(rooms(chain::width))
                    .parameterGradients(rooms(layer -> chain.layers().get(layer - 1).parameters().size()))
                    .inputGradient(room(batch * chain.width(0))));
            kernel.jacobians(new DenseJacobians(weights, z, room(batch * chain.width(chain.depth()) * chain.width(0))));
        }
    }
}
