package dev.axolemma.bench.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class AccuracyTableTest {

    private static Verification row(String op, String direction, String dtype, double maxUlp, double rootError,
            boolean passed) {
        return new Verification(op, "", direction, dtype, "scalar", 100, maxUlp, "3f800000", "1.0", "1.5", "1.25",
                rootError, 2, passed ? 0 : 3, 0, 0, 0, 0, 0, "", passed);
    }

    @Test
    void hasOneLineAnActivation() {
        assertThat(AccuracyTable.markdown(List.of(row("sigmoid", "forward", "f32", 1.25, Double.NaN, true),
                row("sigmoid", "derivative", "f32", 2.5, 0.75, true),
                row("sigmoid", "derivative", "f32", 2.75, 0.5, true),
                row("sigmoid", "backward", "f32", Double.NaN, Double.NaN, true),
                row("relu", "forward", "f64", 0, Double.NaN, true)))).isEqualTo("""
                | activation | parameters | forward f32 | derivative f32 | forward f64 | derivative f64 |
                |---|---|--:|--:|--:|--:|
                | sigmoid |  | 1.25 | 2.75 (0.75) |  |  |
                | relu |  |  |  | 0.00 |  |
                """);
    }

    @Test
    void hidesNothing() {
        assertThat(AccuracyTable.markdown(List.of(row("gelu", "forward", "f32", 5.5, Double.NaN, false)))).contains(
                "| gelu |  | **5.50** |",
                "- gelu, forward, f32, scalar: 3 beyond the bound of 2.0, worst at 1.0 (3f800000): 1.5 for 1.25.");
    }
}
