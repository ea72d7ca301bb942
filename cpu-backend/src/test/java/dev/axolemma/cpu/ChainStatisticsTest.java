package dev.axolemma.cpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.axolemma.Activation;
import dev.axolemma.Activations;
import dev.axolemma.Chain;
import dev.axolemma.ChainOperands;
import dev.axolemma.Dtype;
import dev.axolemma.Engine;
import dev.axolemma.ExactRangeSpan;
import dev.axolemma.LayerStatistics;
import dev.axolemma.Layers;
import dev.axolemma.Span;
import dev.axolemma.spi.Backend;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ChainStatisticsTest {

    // Mean and standard deviation of log2 f'(z), z ~ N(0, 1), by numerical integration to 30 digits.
    private static final double SIGMOID_BITS = -2.325795172956718;
    private static final double SIGMOID_DEVIATION = 0.42322389672357700;
    private static final double TANH_BITS = -1.0807725054550499;
    private static final double TANH_DEVIATION = 1.2569424526396102;

    static Stream<String> backends() {
        return Engine.backends().stream().filter(backend -> backend.unavailable().isEmpty()).map(Backend::name);
    }

    private static Engine open(String backend, int threads) {
        return Engine.builder().backend(backend).threads(threads).warmUp(false).open();
    }

    private static double[] normal(int length) {
        SplittableRandom random = new SplittableRandom(length);
        return IntStream.range(0, length).mapToDouble(i -> random.nextGaussian()).toArray();
    }

    private static float[] floats(double[] numbers) {
        float[] floats = new float[numbers.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) numbers[i];
        }
        return floats;
    }

    @ParameterizedTest
    @MethodSource("backends")
    void ofSigmoidAtZero(String backend) {
        int depth = 1000;
        ChainOperands operands = ChainOperands.of(Layers.of(Span.of(new float[3 * depth]), depth));
        try (Engine engine = open(backend, 1)) {
            List<LayerStatistics> statistics =
                    engine.prepare(Chain.of(depth, Activations.sigmoid()), Dtype.F32).statistics(operands);
            for (int layer = 0; layer < depth; layer++) {
                double log2 = -2.0 * (depth - layer);
                assertThat(statistics.get(layer)).isEqualTo(new LayerStatistics(log2, log2, log2, 0, 0, 0.5, 0));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("backends")
    void ofGradientsThatAreZeroEverywhere(String backend) {
        float[] z = {-1, -2, 3, -4, 0.5f, -1};
        ChainOperands operands = ChainOperands.of(Layers.of(Span.of(z), 3));
        try (Engine engine = open(backend, 1)) {
            List<LayerStatistics> statistics =
                    engine.prepare(Chain.of(3, Activations.relu()), Dtype.F32).statistics(operands);
            assertThat(statistics.get(2)).isEqualTo(new LayerStatistics(0, 0, 0, 0.5, 0.5, 0.25, 0.0625));
            assertThat(statistics.get(1)).isEqualTo(new LayerStatistics(0, 0, 0, 0.5, 0.5, 1.5, 2.25));
            assertThat(statistics.get(0)).isEqualTo(
                    new LayerStatistics(Double.NaN, Double.NaN, Double.NaN, 1, 1, 0, 0));
        }
    }

    @ParameterizedTest
    @MethodSource("backends")
    void ofNoElements(String backend) {
        ChainOperands operands = ChainOperands.of(Layers.of(Span.of(new double[0]), 2));
        try (Engine engine = open(backend, 1)) {
            assertThat(engine.prepare(Chain.of(2, Activations.tanh()), Dtype.F64).statistics(operands)).hasSize(2)
                    .allSatisfy(layer -> assertThat(layer.zeroShare()).isNaN());
        }
    }

    /** Against sums of any order over what the kernels themselves give for each element. */
    @ParameterizedTest
    @MethodSource("backends")
    void areThoseOfTheElements(String backend) {
        int depth = 11;
        int n = 5000;
        double[] z = normal(depth * n);
        Activation activation = Activations.gelu();
        try (Engine engine = open(backend, 1)) {
            List<LayerStatistics> statistics = engine.prepare(Chain.of(depth, activation), Dtype.F64)
                    .statistics(ChainOperands.of(Layers.of(Span.of(z), depth)), 0.05);
            for (int layer : new int[] {0, 5, 10}) {
                double[] logarithms = logarithms(engine, activation, Arrays.copyOfRange(z, layer * n, depth * n), n);
                LayerStatistics found = statistics.get(layer);
                assertThat(found.meanLog2()).isCloseTo(mean(logarithms), within(1e-12 * depth));
                assertThat(found.minLog2()).isCloseTo(DoubleStream.of(logarithms).min().orElseThrow(), within(1e-12));
                assertThat(found.maxLog2()).isCloseTo(DoubleStream.of(logarithms).max().orElseThrow(), within(1e-12));
                double[] slopes = new double[n];
                double[] outputs = new double[n];
                engine.derivative(activation, Arrays.copyOfRange(z, layer * n, layer * n + n), slopes);
                engine.forward(activation, Arrays.copyOfRange(z, layer * n, layer * n + n), outputs);
                // The greatest slope of gelu is at the square root of 2.
                double flat = 0.05 * 1.1289041451851548;
                assertThat(found.saturatedShare()).isEqualTo(
                        DoubleStream.of(slopes).filter(slope -> Math.abs(slope) < flat).count() / (double) n);
                double mean = mean(outputs);
                assertThat(found.outputMean()).isCloseTo(mean, within(1e-13));
                assertThat(found.outputVariance()).isCloseTo(
                        mean(DoubleStream.of(outputs).map(y -> (y - mean) * (y - mean)).toArray()), within(1e-13));
                assertThat(found.zeroShare()).isZero();
            }
        }
    }

    private static double mean(double[] values) {
        return DoubleStream.of(values).sum() / values.length;
    }

    private static double[] logarithms(Engine engine, Activation activation, double[] z, int n) {
        double[] significands = new double[n];
        int[] exponents = new int[n];
        engine.chain(Chain.of(z.length / n, activation), ChainOperands.of(Layers.of(Span.of(z), z.length / n))
                .exactRange(ExactRangeSpan.of(significands, exponents)));
        return IntStream.range(0, n).mapToDouble(i -> exponents[i] + Math.log(Math.abs(significands[i])) / Math.log(2))
                .toArray();
    }

    @Test
    @Tag("bits")
    void areTheSameOnEveryBackendForEveryNumberOfThreads() {
        for (int n : new int[] {1, 63, 64, 65, 1023, 1024, 1025, 50_001}) {
            double[] z = normal(7 * n);
            Chain chain = Chain.of(List.of(Activations.tanh(), Activations.relu(), Activations.elu(), Activations.gelu(),
                    Activations.sigmoid(), Activations.selu(), Activations.hardTanh()));
            List<LayerStatistics> first = null;
            for (String backend : backends().toList()) {
                for (int threads : new int[] {1, 3}) {
                    try (Engine engine = open(backend, threads)) {
                        List<LayerStatistics> found = engine.prepare(chain, Dtype.F32)
                                .statistics(ChainOperands.of(Layers.of(Span.of(floats(z)), 7)));
                        first = first == null ? found : first;
                        assertThat(found).as("%s, %d threads, %d elements", backend, threads, n).isEqualTo(first);
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("backends")
    void aThousandLayersLoseWhatTheyMust(String backend) {
        int depth = 1000;
        int n = 200;
        double[] z = normal(depth * n);
        try (Engine engine = open(backend, 1)) {
            for (Activation activation : List.of(Activations.sigmoid(), Activations.tanh())) {
                boolean isSigmoid = activation.equals(Activations.sigmoid());
                double bits = isSigmoid ? SIGMOID_BITS : TANH_BITS;
                double deviation = (isSigmoid ? SIGMOID_DEVIATION : TANH_DEVIATION) / Math.sqrt((double) depth * n);
                LayerStatistics statistics = engine.prepare(Chain.of(depth, activation), Dtype.F64)
                        .statistics(ChainOperands.of(Layers.of(Span.of(z), depth))).getFirst();
                assertThat(statistics.meanLog2() / depth).isCloseTo(bits, within(4 * deviation));
            }
        }
    }
}
