package dev.axolemma.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.axolemma.Activation;
import dev.axolemma.Activations;
import dev.axolemma.Direction;
import dev.axolemma.Dtype;
import dev.axolemma.Operation;
import dev.axolemma.spi.Target;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EmitCommandTest {

    static List<Target> targets() {
        return Target.all();
    }

    @Test
    void printsTheProgramUnlessAskedForMore() {
        String program = Cli.run("emit", "sigmoid").isFine().out();

        assertThat(program).startsWith("%0 = input 0\n").contains(" = fma ").endsWith("\n");
        assertThat(Cli.run("emit", "logistic", "--direction", "forward", "--dtype", "f32", "--target", "program")
                .isFine().out()).isEqualTo(program);
    }

    @Test
    void printsTheKernelThatIsAskedFor() {
        assertThat(Cli.run("emit", "sigmoid", "--target", "bytecode").isFine().out()).contains("static main0(");
        assertThat(Cli.run("emit", "sigmoid", "--target", "ptx").isFine().out()).startsWith(".version 6.0\n");
        assertThat(Cli.run("emit", "relu", "--direction", "backward", "--dtype", "f64").isFine().out())
                .contains(" = input 1\n");
        assertThat(Cli.run("emit", "elu", "--param", "alpha=0.1", "--dtype", "f64").isFine().out())
                .startsWith("// scalar 0 is alpha = 0.1, high word: 0.1\n");
    }

    @ParameterizedTest
    @MethodSource("targets")
    void everyOperationHasAKernel(Target target) {
        for (Activation activation : Activations.all()) {
            for (Direction direction : Direction.values()) {
                if (direction != Direction.BACKWARD_FROM_OUTPUT || activation.derivativeFromOutput().isPresent()) {
                    Operation operation = Operation.of(activation, direction);
                    for (Dtype dtype : Dtype.values()) {
                        assertThat(target.emit(operation, dtype)).as(operation.name()).endsWith("\n");
                    }
                }
            }
        }
    }

    @Test
    void helpAndRefusalTellTheTargets() {
        List<String> names = targets().stream().map(Target::name).toList();

        assertThat(names).contains("bytecode", "program", "ptx");
        assertThat(Cli.run("emit", "--help").isFine().out()).contains(String.join(", ", names));
        Cli.run("emit", "relu", "--target", "cobol")
                .isRefused(ExitCode.USAGE, "target is 'cobol'; it must be one of " + names);
    }

    @Test
    void whatIsNotThereIsUsage() {
        Cli.run("emit").isRefused(ExitCode.USAGE, "OP");
        Cli.run("emit", "sigmod").isRefused(ExitCode.USAGE, "sigmoid");
        Cli.run("emit", "elu", "--param", "beta=1").isRefused(ExitCode.USAGE, "no parameter 'beta'; it has [alpha]");
        Cli.run("emit", "gelu", "--direction", "backwardFromOutput")
                .isRefused(ExitCode.USAGE, "gelu has no derivative from its output");
    }
}
