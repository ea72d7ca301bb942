package dev.axolemma.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.axolemma.Dtype;
import dev.axolemma.bench.Numbers;
import org.junit.jupiter.api.Test;

class InputTest {

    @Test
    void rareInputHasOfEachKindInTurn() {
        Numbers single = new Input.Rare().load(Dtype.F32);
        Numbers wide = new Input.Rare().load(Dtype.F64);
        for (int i = 0; i < single.length(); i += 4) {
            assertThat((float) Math.exp(single.get(i))).isBetween(0f, Float.MIN_NORMAL);
            assertThat(single.get(i)).isBetween(-104.0, -87.0);
            assertThat(single.get(i + 1)).isBetween(-15.0, -13.0);
            assertThat(single.get(i + 2)).isBetween(0.0, (double) Float.MIN_NORMAL);
            assertThat(single.get(i + 3)).isGreaterThan(1e37);
            assertThat(wide.get(i)).isBetween(-746.0, -708.0);
            assertThat(wide.get(i + 2)).isBetween(0.0, Double.MIN_NORMAL);
        }
    }
}
