package dev.axolemma.bench.depth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InitialWeightsTest {

    private static double[] matrix(String scheme, int outputs, int inputs) {
        return InitialWeights.parse(scheme).matrix(outputs, inputs, new SplittableRandom(7));
    }

    @ParameterizedTest
    @CsvSource({"glorot, 0.0025", "he, 0.004", "lecun, 0.002", "normal:0.25, 0.0625"})
    void haveTheVarianceOfTheirPaper(String scheme, double variance) {
        double[] weights = matrix(scheme, 300, 500);
        double mean = Arrays.stream(weights).average().orElseThrow();
        double found = Arrays.stream(weights).map(w -> w * w).average().orElseThrow();
        assertThat(weights).hasSize(150_000);
        // Five standard deviations of the mean and of the variance of so many.
        assertThat(mean).isCloseTo(0, within(5 * Math.sqrt(variance / weights.length)));
        assertThat(found).isCloseTo(variance, within(5 * variance * Math.sqrt(2.0 / weights.length)));
    }

    @ParameterizedTest
    @CsvSource({"4, 4", "3, 5", "6, 2", "1, 1"})
    void orthogonalOnesHaveOrthonormalRowsOrColumns(int outputs, int inputs) {
        double[] w = matrix("orthogonal", outputs, inputs);
        boolean rows = outputs <= inputs;
        int vectors = Math.min(outputs, inputs);
        for (int a = 0; a < vectors; a++) {
            for (int b = 0; b < vectors; b++) {
                int first = a;
                int second = b;
                double dot = IntStream.range(0, Math.max(outputs, inputs)).mapToDouble(i -> rows
                        ? w[first * inputs + i] * w[second * inputs + i]
                        : w[i * inputs + first] * w[i * inputs + second]).sum();
                assertThat(dot).isCloseTo(a == b ? 1 : 0, within(1e-14));
            }
        }
    }

    @Test
    void areReadAsTheyAreWritten() {
        for (String text : new String[] {"none", "glorot", "he", "lecun", "orthogonal", "normal:0.5"}) {
            assertThat(InitialWeights.parse(text)).hasToString(text);
        }
    }

    @Test
    void refuseWhatIsNoScheme() {
        for (String text : new String[] {"xavier", "normal", "Glorot", ""}) {
            assertThatIllegalArgumentException().isThrownBy(() -> InitialWeights.parse(text))
                    .withMessageContaining("weights are '" + text + "'; they must be none, glorot, he, lecun,");
        }
        for (String text : new String[] {"normal:", "normal:x", "normal:0", "normal:-1", "normal:Infinity", "normal:NaN"}) {
            assertThatIllegalArgumentException().isThrownBy(() -> InitialWeights.parse(text))
                    .withMessageContaining("weights are '" + text + "'; the S of normal:S");
        }
    }
}
