package dev.axolemma;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.axolemma.formula.Formula;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChainTest {

    private static final Activation TANH = Activations.tanh();
    private static final Activation PRODUCT =
            Activation.of("product", 2, Formula.input(0).times(Formula.input(1)));

    @Test
    void repeatsAnActivationOrTakesOneForEachLayer() {
        assertThat(Chain.of(3, TANH).layers()).containsExactly(TANH, TANH, TANH);
        assertThat(Chain.of(3, TANH)).isEqualTo(Chain.of(List.of(TANH, TANH, TANH))).hasToString("chain of 3 layers");
        assertThat(Chain.of(3, TANH).withWeights()).hasToString("chain of 3 weighted layers");
        assertThat(Chain.of(List.of(TANH, Activations.relu())).depth()).isEqualTo(2);
    }

    @Test
    void refusesADepthWithoutLayersOrBeyondIntegers() {
        assertThatIllegalArgumentException().isThrownBy(() -> Chain.of(0, TANH))
                .withMessage("depth is 0; it must be from 1 to 524288");
        assertThatIllegalArgumentException().isThrownBy(() -> Chain.of(-1, TANH)).withMessageContaining("depth is -1");
        assertThatIllegalArgumentException().isThrownBy(() -> Chain.of(List.of())).withMessageContaining("depth is 0");
        assertThatIllegalArgumentException().isThrownBy(() -> Chain.of(Chain.DEEPEST + 1, TANH))
                .withMessageContaining("depth is 524289");
    }

    @Test
    void refusesActivationsOfSeveralInputs() {
        assertThatIllegalArgumentException().isThrownBy(() -> Chain.of(List.of(TANH, PRODUCT)))
                .withMessage("layer 1 is product, which has 2 inputs; a chain's activations have 1");
    }

    @Test
    void refusesNull() {
        assertThatIllegalArgumentException().isThrownBy(() -> Chain.of(Arrays.asList(TANH, null)))
                .withMessage("layer 1 is null; it must be an activation");
    }

    @Test
    void dependsOnShapesNotOnParameterValues() {
        Activation elu = Activations.elu();
        assertThat(Chain.of(2, elu).shape()).isEqualTo(Chain.of(List.of(elu, elu.with("alpha", 3))).shape())
                .isNotEqualTo(Chain.of(2, elu).withWeights().shape()).isNotEqualTo(Chain.of(3, elu).shape());
    }
}
