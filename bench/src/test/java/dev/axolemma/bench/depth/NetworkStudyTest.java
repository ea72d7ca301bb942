package dev.axolemma.bench.depth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.axolemma.Activation;
import dev.axolemma.Activations;
import dev.axolemma.Engine;
import dev.axolemma.bench.depth.Verdict.Kind;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class NetworkStudyTest {

    private static Engine engine;

    @BeforeAll
    static void open() {
        engine = Engine.open();
    }

    @AfterAll
    static void close() {
        engine.close();
    }

    private static DepthResult study(Activation activation, int depth, int width, String weights) {
        return new NetworkStudy(depth, width, 64, Preactivations.NORMAL, InitialWeights.parse(weights), 1)
                .of(activation, engine);
    }

    /** Klambauer and others 2017. */
    @Test
    void seluKeepsMeanAndVarianceOverAHundredLayers() {
        List<DepthRow> rows = study(Activations.selu(), 100, 256, "lecun").rows();
        assertThat(rows).hasSize(100).allSatisfy(row -> {
            assertThat(row.outputMean()).isCloseTo(0, within(0.15));
            assertThat(row.outputVariance()).isCloseTo(1, within(0.35));
        });
        assertThat(rows.stream().mapToDouble(DepthRow::outputMean).average().orElseThrow()).isCloseTo(0, within(0.03));
        assertThat(rows.stream().mapToDouble(DepthRow::outputVariance).average().orElseThrow())
                .isCloseTo(1, within(0.1));
    }

    /** He and others 2015: half of E[z²] comes through a layer of ReLU, and the weights double it. */
    @Test
    void heWeightsKeepWhatReluLetsThrough() {
        DepthResult result = study(Activations.relu(), 8, 512, "he");
        assertThat(result.rows()).allSatisfy(row -> assertThat(row.outputVariance() + row.outputMean() * row.outputMean())
                .isCloseTo(1, within(0.5)));
        assertThat(result.verdict().kind()).isEqualTo(Kind.HOLDS);
    }

    /** Glorot and Bengio 2010: with a linear activation variances stay, forwards and backwards. */
    @Test
    void glorotWeightsKeepVariancesOfALinearNetwork() {
        List<DepthRow> rows = study(Activations.identity(), 10, 256, "glorot").rows();
        // E[log2|g|] of a normal number of variance 1: (ψ(1/2) + ln 2) / (2 ln 2).
        assertThat(rows).allSatisfy(row -> {
            assertThat(row.outputVariance()).isCloseTo(1, within(0.25));
            assertThat(row.meanLog2()).isCloseTo(-0.9163, within(0.2));
        });
    }

    /** Saxe and others 2014: every singular value of a product of orthogonal matrices is 1. */
    @Test
    void orthogonalWeightsKeepEverythingOfALinearNetwork() {
        assertThat(study(Activations.identity(), 40, 32, "orthogonal").jacobian()).hasSize(32)
                .allSatisfy(log2 -> assertThat(log2).isCloseTo(0, within(1e-12)));
        assertThat(study(Activations.linear().with("alpha", 0.5), 40, 32, "orthogonal").jacobian())
                .allSatisfy(log2 -> assertThat(log2).isCloseTo(-40, within(1e-12)));
    }

    @Test
    void sigmoidVanishesInANetworkOverDigits() {
        DepthResult result = new NetworkStudy(20, 64, 32, Preactivations.DIGITS, InitialWeights.parse("glorot"), 2)
                .of(Activations.sigmoid(), engine);
        assertThat(result.verdict().kind()).isEqualTo(Kind.VANISHES);
        assertThat(result.verdict().bitsPerLayer()).isBetween(-2.4, -1.8);
        assertThat(result.rows()).extracting(DepthRow::depth)
                .isEqualTo(IntStream.rangeClosed(1, 20).boxed().toList());
        assertThat(result.jacobian()).hasSize(64).isSortedAccordingTo((a, b) -> Double.compare(b, a));
    }

    @Test
    void refusesWhatIsNoNetwork() {
        assertThatIllegalArgumentException().isThrownBy(() ->
                new NetworkStudy(2, 3, 4, Preactivations.NORMAL, InitialWeights.NONE, 1))
                .withMessage("weights are none; those of a network must be glorot, he, lecun, orthogonal or normal:S");
        assertThatIllegalArgumentException().isThrownBy(() ->
                new NetworkStudy(1000, 100_000, 4, Preactivations.NORMAL, InitialWeights.parse("he"), 1))
                .withMessage("depth 1000, width 100000 and batch 4 make 10000800000000 numbers; they must be at most"
                        + " 1073741824");
    }
}
