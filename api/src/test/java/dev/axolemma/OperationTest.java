package dev.axolemma;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.axolemma.formula.Formula;
import java.util.List;
import org.junit.jupiter.api.Test;

class OperationTest {

    private static final Formula X = Formula.input(0);
    private static final Formula X1 = Formula.input(1);
    private static final Activation SWISH = Activations.swish(1.5);

    @Test
    void eachDirectionHasItsOutputs() {
        Formula derivative = SWISH.derivative(X);
        assertOutputs(Operation.of(SWISH, Direction.FORWARD), false, 2, SWISH.formula());
        assertOutputs(Operation.of(SWISH, Direction.DERIVATIVE), false, 2, derivative);
        assertOutputs(Operation.of(SWISH, Direction.BACKWARD), true, 3, derivative);
        assertOutputs(Operation.of(SWISH, Direction.FORWARD_WITH_DERIVATIVE), false, 3, SWISH.formula(), derivative);
        assertOutputs(Operation.of(Activations.exp(), Direction.BACKWARD_FROM_OUTPUT), true, 3, X);
        assertOutputs(Operation.derivative(SWISH, Formula.parameter("beta")), false, 2,
                SWISH.derivative(Formula.parameter("beta")));
    }

    private static void assertOutputs(Operation operation, boolean upstream, int operands, Formula... outputs) {
        assertThat(operation.outputs()).as(operation.name()).extracting(Output::formula).containsExactly(outputs);
        assertThat(operation.upstream()).isEqualTo(upstream);
        assertThat(operation.operands()).isEqualTo(operands);
    }

    @Test
    void everyComponentOfAnOutputCounts() {
        Output output = new Output(X.tanh(), 2);
        List<Output> others = List.of(new Output(X.sin(), 2), new Output(X.tanh(), 3));
        assertThat(others).hasSameSizeAs(Output.class.getRecordComponents()).doesNotContain(output);
        assertThat(new Output(Formula.input(0).tanh(), 2)).isEqualTo(output).hasSameHashCodeAs(output);
    }

    @Test
    void aValueIsAimedAtTwoUlpsAndADerivativeAtFour() {
        assertThat(Operation.of(SWISH, Direction.FORWARD_WITH_DERIVATIVE).outputs()).extracting(Output::ulps)
                .containsExactly(2, 4);
        assertThat(Operation.of(SWISH, Direction.BACKWARD).outputs()).extracting(Output::ulps).containsExactly(4);
        assertThatIllegalArgumentException().isThrownBy(() -> new Output(X, 0)).withMessageContaining("ulps is 0");
    }

    @Test
    void anotherParameterValueIsAnotherOperation() {
        Operation operation = Operation.of(SWISH, Direction.BACKWARD).with("beta", 3);
        assertThat(operation).isEqualTo(Operation.of(Activations.swish(3), Direction.BACKWARD));
        assertThatIllegalArgumentException().isThrownBy(() -> operation.with("gamma", 3))
                .withMessage("operation swish backward has no parameter 'gamma'; it has [beta]");
        assertThatIllegalArgumentException().isThrownBy(() -> operation.with("beta", Double.NaN))
                .withMessageContaining("beta is NaN");
    }

    @Test
    void backwardGivesTheGradientOfEveryInput() {
        Activation prelu = Activations.prelu();
        assertOutputs(Operation.of(prelu, Direction.BACKWARD), true, 5, prelu.derivative(X), prelu.derivative(X1));
        assertOutputs(Operation.backward(prelu, List.of(X1)), true, 4, prelu.derivative(X1));
    }

    @Test
    void parameterValuesAreNoPartOfTheShape() {
        Operation one = Operation.of(SWISH, Direction.FORWARD);
        Operation other = Operation.of(Activations.swish(-2), Direction.FORWARD);
        assertThat(one.shape()).isEqualTo(other.shape())
                .isNotEqualTo(Operation.of(SWISH, Direction.DERIVATIVE).shape());
        assertThat(one.parameterValues()).containsExactly(1.5);
        assertThat(other.parameterValues()).containsExactly(-2);
        assertThat(one.name()).isEqualTo("swish forward");
    }

    @Test
    void theDerivativeFromTheOutputIsNeverMadeUp() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Operation.of(Activations.gelu(), Direction.BACKWARD_FROM_OUTPUT))
                .withMessage("activation gelu has no derivative from its output");
    }

    @Test
    void anOperationReadsOnlyWhatItIsGiven() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Operation("op", 1, false, List.of(), List.of()))
                .withMessageContaining("outputs is empty");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Operation("op", 1, false, List.of(), List.of(new Output(X1, 2))))
                .withMessage("op reads x1; the number of its inputs is 1");
        assertThatIllegalArgumentException().isThrownBy(() -> Operation.backward(SWISH, List.of(X1)))
                .withMessageContaining("x1");
    }
}
