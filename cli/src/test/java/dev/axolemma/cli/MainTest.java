package dev.axolemma.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.axolemma.Activation;
import dev.axolemma.Activations;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {

    @Test
    void helpTellsEveryCommand() {
        assertThat(Cli.run("--help").isFine().out())
                .contains("  info ", "  eval ", "  verify ", "  bench ", "  depth ", "  emit ", "  test ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"eval", "verify", "bench", "emit"})
    void helpOfACommandListsTheCatalogueAndExamples(String command) {
        String help = Cli.run(command, "--help").isFine().out();
        assertThat(help).contains("Examples:\n");
        assertThat(help.split("[^A-Za-z0-9]+"))
                .containsAll(Activations.all().stream().map(Activation::name).toList());
        assertThat(Arrays.asList(help.split("\n"))).allMatch(line -> line.length() <= 100);
    }

    @Test
    void noCommandAndAnUnknownOneAreUsage() {
        Cli.run().isRefused(ExitCode.USAGE, "which command? info, eval, verify, bench, depth or emit");
        Cli.run("evil").isRefused(ExitCode.USAGE, "'evil'");
    }

    @Test
    void versionIsTold() {
        assertThat(Cli.run("--version").isFine().out()).startsWith("axolemma ");
    }
}
