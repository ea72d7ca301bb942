package dev.axolemma.cpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

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
import dev.axolemma.spi.Backend;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is known of dense chains without computing them. */
class DenseTest {

    private static final Activation LINEAR = Activation.of("linear", v -> v.times(1));

    static Stream<String> backends() {
        return Engine.backends().stream().filter(backend -> backend.unavailable().isEmpty()).map(Backend::name);
    }

    private static Engine open(String backend) {
        return Engine.builder().backend(backend).warmUp(false).open();
    }

    /** Layers by hand: 2 → 2 → 1, squares. */
    @ParameterizedTest
    @MethodSource("backends")
    void layersByHand(String backend) {
        Activation square = Activation.of("square", v -> v.times(v));
        List<Span> weights = List.of(Span.of(new float[] {1, 2, 3, 4}), Span.of(new float[] {1, -1}));
        List<Span> z = List.of(Span.of(new float[2]), Span.of(new float[1]));
        float[] output = new float[1];
        float[] inputGradient = new float[2];
        float[] firstWeights = new float[4];
        float[] firstBias = new float[2];
        float[] jacobian = new float[2];
        Span input = Span.of(new float[] {1, 1});
        try (Engine engine = open(backend)) {
            DenseKernel kernel = engine.prepare(DenseChain.of(square, 2, 2, 1).withBiases(), Dtype.F32);
            kernel.forward(DenseForward.of(input, weights).biases(List.of(Span.of(new float[] {0, 1}),
                    Span.of(new float[] {5}))).preActivations(z).output(Span.of(output)));
            kernel.backward(DenseBackward.of(input, weights, z, Span.of(new float[] {1}))
                    .inputGradient(Span.of(inputGradient))
                    .weightGradients(List.of(Span.of(firstWeights), Span.of(new float[2])))
                    .biasGradients(List.of(Span.of(firstBias), Span.of(new float[1]))));
            kernel.jacobians(new DenseJacobians(weights, z, Span.of(jacobian)));
        }
        // Z[1] = (3, 8), A[1] = (9, 64), Z[2] = 9 − 64 + 5 = −50; G[1] = −100 · (1, −1), D[1] = (−600, 1600).
        assertThat(output).containsExactly(2500);
        assertThat(firstBias).containsExactly(-600, 1600);
        assertThat(firstWeights).containsExactly(-600, -600, 1600, 1600);
        assertThat(inputGradient).containsExactly(-600 + 4800, -1200 + 6400);
        assertThat(jacobian).containsExactly(inputGradient);
    }

    @ParameterizedTest
    @MethodSource("backends")
    void aDeepLinearChainIsTheProductOfItsMatrices(String backend) {
        int depth = 20;
        int width = 24;
        SplittableRandom random = new SplittableRandom(2);
        List<Span> weights = new ArrayList<>();
        List<Span> z = new ArrayList<>();
        double[] product = null;
        for (int layer = 0; layer < depth; layer++) {
            double[] matrix = random.doubles(width * width, -0.25, 0.25).toArray();
            product = product == null ? matrix : product(matrix, product, width);
            weights.add(Span.of(matrix));
            z.add(Span.of(new double[width]));
        }
        double[] jacobian = new double[width * width];
        int[] widths = new int[depth + 1];
        Arrays.fill(widths, width);
        try (Engine engine = open(backend)) {
            DenseKernel kernel = engine.prepare(DenseChain.of(LINEAR, widths), Dtype.F64);
            kernel.forward(DenseForward.of(Span.of(new double[width]), weights).preActivations(z));
            kernel.jacobians(new DenseJacobians(weights, z, Span.of(jacobian)));
        }
        double largest = 0;
        for (double element : product) {
            largest = Math.max(largest, Math.abs(element));
        }
        assertThat(jacobian).containsExactly(product, within(1e-13 * largest));
    }

    private static double[] product(double[] left, double[] right, int n) {
        double[] result = new double[n * n];
        for (int i = 0; i < n * n; i++) {
            for (int k = 0; k < n; k++) {
                result[i] += left[i / n * n + k] * right[k * n + i % n];
            }
        }
        return result;
    }

    @Test
    void computesTheSameBitsBeforeWhileAndAfterItIsWarm() throws InterruptedException {
        double[] input = new SplittableRandom(3).doubles(200 * 60, -1, 1).toArray();
        List<Span> weights = List.of(Span.of(new SplittableRandom(4).doubles(70 * 60, -1, 1).toArray()));
        double[] first = new double[200 * 70];
        double[] later = new double[200 * 70];
        try (Engine engine = Engine.open()) {
            DenseKernel kernel = engine.prepare(DenseChain.of(Activations.tanh(), 60, 70), Dtype.F64);
            kernel.forward(DenseForward.of(Span.of(input), weights).output(Span.of(first)));
            long end = System.nanoTime() + 3_000_000_000L;
            while (System.nanoTime() < end) {
                kernel.forward(DenseForward.of(Span.of(input), weights).output(Span.of(later)));
                assertThat(later).isEqualTo(first);
                Thread.sleep(20);
            }
        }
    }
}
