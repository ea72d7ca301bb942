package dev.axolemma;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.axolemma.formula.Formula;
import org.junit.jupiter.api.Test;

class ActivationTest {

    private static final Formula X = Formula.input(0);
    private static final Formula K = Formula.parameter("k");

    private static Activation gain(double k) {
        return Activation.of("gain", x -> x.times(K).tanh(), Parameter.of("k", k));
    }

    @Test
    void aUsersFormulaGetsADerivativeForEveryInputAndParameter() {
        Activation gain = gain(2);
        assertThat(gain.variables()).containsExactly(X, K);
        assertThat(gain.derivative(X)).isEqualTo(gain.formula().derivative(X));
        assertThat(gain.derivative(K)).isEqualTo(gain.formula().derivative(K));
        assertThat(gain.derivativeFromOutput()).isEmpty();
        assertThat(gain.roots()).isEmpty();
        assertThat(gain).hasToString("gain[k=2.0]");
        assertThat(Activation.of("twice", x -> x.times(2))).hasToString("twice");
    }

    @Test
    void anotherParameterValueIsAnotherActivationOfTheSameFormula() {
        Activation gain = gain(2);
        Activation other = gain.with("k", 3);
        assertThat(other.parameters()).containsExactly(Parameter.of("k", 3));
        assertThat(other.formula()).isSameAs(gain.formula());
        assertThat(gain.parameters()).containsExactly(Parameter.of("k", 2));
        assertThat(other).isNotEqualTo(gain).isEqualTo(gain(3)).hasSameHashCodeAs(gain(3));
        Activation elu = Activations.elu(2);
        assertThat(elu.derivativeFromOutput()).isEqualTo(Activations.elu().derivativeFromOutput());
        assertThat(Activations.swish(2).roots()).isEqualTo(Activations.swish().roots());
    }

    @Test
    void whatIsStatedMakesADifference() {
        Activation plain = Activation.of("f", Formula::sigmoid);
        assertThat(plain).isNotEqualTo(plain.derivative(X, X)).isNotEqualTo(plain.derivativeFromOutput(X));
        assertThat(plain.derivative(X, X).derivative(X)).isEqualTo(X);
    }

    @Test
    void aFormulaMayReadOnlyWhatItIsGiven() {
        assertThatIllegalArgumentException().isThrownBy(() -> Activation.of("f", x -> x.times(K)))
                .withMessageContaining("f ").withMessageContaining("'k'");
        assertThatIllegalArgumentException().isThrownBy(() -> Activation.of("f", 2, Formula.input(2)))
                .withMessageContaining("x2").withMessageContaining("2");
        assertThatIllegalArgumentException().isThrownBy(() -> Activation.of("f", 0, Formula.constant(1)))
                .withMessageContaining("inputs is 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Activation.of("f", x -> x.times(K), Parameter.of("k", 1), Parameter.of("k", 2)))
                .withMessageContaining("'k'").withMessageContaining("twice");
        assertThatIllegalArgumentException().isThrownBy(() -> Activation.of("f", x -> x.less(0).formula()))
                .withMessageContaining("less(x0, 0.0)");
        assertThatExceptionOfType(NullPointerException.class).isThrownBy(() -> Activation.of(null, x -> x));
    }

    @Test
    void anUnknownParameterOrVariableIsNamedWithWhatThereIs() {
        assertThatIllegalArgumentException().isThrownBy(() -> gain(1).with("gamma", 2))
                .withMessage("activation gain has no parameter 'gamma'; it has [k]");
        assertThatIllegalArgumentException().isThrownBy(() -> gain(1).derivative(Formula.input(1)))
                .withMessage("activation gain has no variable x1; it has [x0, k]");
        assertThatIllegalArgumentException().isThrownBy(() -> gain(Double.NaN))
                .withMessage("parameter k is NaN; it must be a finite number");
    }

    @Test
    void aSpecialCaseBecomesTheGeneralOneThatHasTheParameter() {
        assertThat(Activations.softplus().with("beta", 2)).isEqualTo(Activations.betaSoftplus().with("beta", 2));
        assertThat(Activations.named("silu").with("beta", 1.5)).isEqualTo(Activations.swish(1.5));
        assertThatIllegalArgumentException().isThrownBy(() -> Activations.softplus().with("alpha", 2))
                .withMessageContaining("betaSoftplus has no parameter 'alpha'; it has [beta]");
    }
}
