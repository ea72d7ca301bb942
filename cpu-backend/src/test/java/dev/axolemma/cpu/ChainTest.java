package dev.axolemma.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.axolemma.Activation;
import dev.axolemma.Activations;
import dev.axolemma.Chain;
import dev.axolemma.ChainOperands;
import dev.axolemma.Engine;
import dev.axolemma.ExactRangeSpan;
import dev.axolemma.Layers;
import dev.axolemma.Span;
import dev.axolemma.spi.Backend;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is known of chains without computing them. */
class ChainTest {

    static Stream<String> backends() {
        return Engine.backends().stream().filter(backend -> backend.unavailable().isEmpty())
                .map(Backend::name);
    }

    private static Engine open(String backend) {
        return Engine.builder().backend(backend).warmUp(false).open();
    }

    @ParameterizedTest
    @MethodSource("backends")
    void sigmoidAtZeroIsExactlyAPowerOfFour(String backend) {
        try (Engine engine = open(backend)) {
            for (int depth : new int[] {1, 50, 74, 75, 1000, 5000}) {
                Chain chain = Chain.of(depth, Activations.sigmoid());
                float[] gradient = new float[3];
                float[] significands = new float[3];
                int[] exponents = new int[3];
                engine.chain(chain, ChainOperands.of(Layers.of(Span.of(new float[3 * depth]), depth))
                        .gradient(Span.of(gradient)).exactRange(ExactRangeSpan.of(significands, exponents)));
                assertThat(significands).containsOnly(1);
                assertThat(exponents).containsOnly(-2 * depth);
                assertThat(gradient).containsOnly((float) Math.pow(4, -depth));
                double[] doubleGradient = new double[3];
                engine.chain(chain, new double[3 * depth], null, null, doubleGradient);
                assertThat(doubleGradient).containsOnly(Math.pow(4, -depth));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("backends")
    void isOffByHalfAnUlpForEachFactor(String backend) {
        int depth = 1000;
        SplittableRandom random = new SplittableRandom(1);
        try (Engine engine = open(backend)) {
            for (Activation activation : List.of(Activations.tanh(), Activations.sigmoid(), Activations.gelu())) {
                double[] z = random.doubles(depth, -3, 3).toArray();
                double[] weights = random.doubles(depth, -2, 2).toArray();
                double[] slopes = new double[depth];
                engine.derivative(activation, z, slopes);
                double[] significand = new double[1];
                int[] exponent = new int[1];
                engine.chain(Chain.of(depth, activation).withWeights(),
                        ChainOperands.of(Layers.of(Span.of(z), depth)).weights(Layers.of(Span.of(weights), depth))
                                .exactRange(ExactRangeSpan.of(significand, exponent)));
                assertThat(error(slopes, weights, significand[0], exponent[0])).isLessThan(0.5 * 2 * depth);
            }
        }
    }

    /** In ULP of the exact product. */
    private static double error(double[] slopes, double[] weights, double significand, int exponent) {
        MathContext context = new MathContext(60);
        BigDecimal exact = BigDecimal.ONE;
        for (int i = 0; i < slopes.length; i++) {
            exact = exact.multiply(new BigDecimal(slopes[i]), context).multiply(new BigDecimal(weights[i]), context);
        }
        BigDecimal scale = BigDecimal.TWO.pow(Math.abs(exponent), context);
        BigDecimal exactSignificand = exponent < 0 ? exact.multiply(scale, context) : exact.divide(scale, context);
        return exactSignificand.subtract(new BigDecimal(significand)).abs().doubleValue() / Math.ulp(1.0);
    }

    /** The layers' order, and which gradient is whose. */
    @ParameterizedTest
    @MethodSource("backends")
    void givesTheGradientAtTheInputOfEachLayer(String backend) {
        Activation doubling = Activation.of("doubling", v -> v.times(2));
        Activation tripling = Activation.of("tripling", v -> v.times(3));
        float[] layerGradients = new float[4];
        float[] gradient = new float[2];
        try (Engine engine = open(backend)) {
            engine.chain(Chain.of(List.of(doubling, tripling)).withWeights(),
                    ChainOperands.of(Layers.of(Span.of(new float[4]), 2)).weights(Layers.perLayer(Span.of(
                            new float[] {5, 7}), 2)).upstream(Span.of(new float[] {1, 10})).gradient(Span.of(gradient))
                            .layerGradients(Layers.of(Span.of(layerGradients), 2)));
        }
        assertThat(layerGradients).containsExactly(210, 2100, 21, 210);
        assertThat(gradient).containsExactly(210, 2100);
    }

    @Test
    void computesTheSameBitsBeforeWhileAndAfterItIsWarm() throws InterruptedException {
        int n = 3000;
        Chain chain = Chain.of(12, Activations.tanh());
        double[] z = new SplittableRandom(3).doubles(12 * n, -6, 6).toArray();
        double[] first = new double[n];
        double[] later = new double[n];
        try (Engine engine = Engine.open()) {
            engine.chain(chain, z, null, null, first);
            long end = System.nanoTime() + 3_000_000_000L;
            while (System.nanoTime() < end) {
                engine.chain(chain, z, null, null, later);
                assertThat(later).isEqualTo(first);
                Thread.sleep(20);
            }
        }
    }
}
