package dev.axolemma.bench.depth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.axolemma.bench.depth.Verdict.Kind;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class VerdictTest {

    private static Verdict of(double zeroShareAtTheEnd, double... meanLog2) {
        List<DepthRow> rows = new ArrayList<>();
        for (int i = 0; i < meanLog2.length; i++) {
            double zeros = i == meanLog2.length - 1 ? zeroShareAtTheEnd : 0;
            rows.add(new DepthRow("any", i + 1, meanLog2[i], meanLog2[i], meanLog2[i], zeros, 0, 0, 0));
        }
        return Verdict.of(rows);
    }

    @Test
    void isTheSlopeBetweenTheFirstAndTheLast() {
        assertThat(of(0, -2, -4, -6)).isEqualTo(new Verdict("any", Kind.VANISHES, -2));
        assertThat(of(0, 3, 4, 5)).isEqualTo(new Verdict("any", Kind.EXPLODES, 1));
        assertThat(of(0, -7, -7.04, -6.92)).isEqualTo(new Verdict("any", Kind.HOLDS, (-6.92 + 7) / 2));
        assertThat(of(0, -0.25)).isEqualTo(new Verdict("any", Kind.VANISHES, -0.25));
    }

    @Test
    void mostGradientsMustNotEndAsZero() {
        assertThat(of(0.5, 0, 0).kind()).isEqualTo(Kind.HOLDS);
        assertThat(of(0.51, 0, 0).kind()).isEqualTo(Kind.VANISHES);
        assertThat(of(1, 1, 2, Double.NaN)).isEqualTo(new Verdict("any", Kind.VANISHES, 1));
        assertThat(of(1, Double.NaN)).isEqualTo(new Verdict("any", Kind.VANISHES, Double.NaN));
    }
}
