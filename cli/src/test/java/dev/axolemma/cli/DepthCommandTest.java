package dev.axolemma.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DepthCommandTest {

    @TempDir
    private Path folder;

    @Test
    void tellsWhatVanishes() throws IOException {
        Path file = folder.resolve("depth.json");
        Cli cli = Cli.run("depth", "--activation", "sigmoid,relu,identity", "--depth", "200", "--n", "500", "--backend",
                "scalar", "--json", file.toString());
        assertThat(cli.exitCode()).isZero();
        assertThat(cli.out().lines())
                .anyMatch(line -> line.matches("sigmoid +vanishes +-2\\.3\\d\\d +-46\\d\\.\\d .*█.*▁"))
                .anyMatch(line -> line.matches("relu +vanishes +\\S+ +- +- +- +100.0 % .*"))
                .anyMatch(line -> line.matches("identity +holds +0.000 +0.0 .*"))
                .anyMatch(line -> line.matches(" +200 +-46\\d\\.\\d\\d +- +0.00"))
                .anyMatch(line -> line.startsWith("holds: "));

        JsonNode json = new ObjectMapper().readTree(file.toFile());
        assertThat(json.get("schema").textValue()).isEqualTo("axolemma.depth/1");
        assertThat(json.get("rows")).hasSize(600).allSatisfy(row -> assertThat(row.fieldNames()).toIterable()
                .containsExactly("activation", "depth", "meanLog2", "minLog2", "maxLog2", "zeroShare", "saturatedShare",
                        "outputMean", "outputVariance"));
        JsonNode last = json.get("rows").get(199);
        assertThat(last.get("activation").textValue()).isEqualTo("sigmoid");
        assertThat(last.get("depth").intValue()).isEqualTo(200);
        // Mean of log2 of the derivative over the normal distribution; five standard deviations of so many.
        assertThat(last.get("meanLog2").doubleValue() / 200).isCloseTo(-2.325795, within(5 * 0.4232 / Math.sqrt(100_000)));
        assertThat(json.get("rows").get(399).get("meanLog2").isNull()).isTrue();
        assertThat(json.get("rows").get(399).get("zeroShare").doubleValue()).isEqualTo(1);
    }

    @Test
    void theSameSeedGivesTheSame() {
        String[] arguments = {"depth", "--activation", "tanh", "--depth", "3", "--n", "10", "--weights", "normal:2",
            "--preactivations", "digits", "--seed", "5"};
        String first = Cli.run(arguments).isFine().out();
        assertThat(Cli.run(arguments).out()).isEqualTo(first);
        arguments[arguments.length - 1] = "6";
        assertThat(Cli.run(arguments).out()).isNotEqualTo(first);
    }

    @Test
    void thePageNeedsNothingElse() throws IOException {
        Path page = folder.resolve("depth.html");
        Cli.run("depth", "--activation", "tanh", "--depth", "3", "--n", "10", "--html", page.toString()).isFine();
        String html = Files.readString(page);
        assertThat(html).startsWith("<!doctype html>").contains("new uPlot(", "var uPlot=", ".u-legend",
                "Copyright (c) 2022 Leon Sorokin",
                "10 products of 3 derivatives", "\"bitsPerLayer\" : ").doesNotContain("{{", "src=", "@import");
    }

    @Test
    void aNetworkHasAJacobianToo() throws IOException {
        Path page = folder.resolve("network.html");
        Cli cli = Cli.run("depth", "--activation", "tanh", "--width", "8", "--batch", "4", "--depth", "3", "--preactivations",
                "digits", "--weights", "orthogonal", "--html", page.toString());
        assertThat(cli.exitCode()).isZero();
        assertThat(cli.out().lines()).anyMatch(line -> line.matches("activation +greatest +median +least"))
                .anyMatch(line -> line.matches("tanh( +-?\\d+\\.\\d){3}"));
        assertThat(Files.readString(page)).contains("A network of 3 layers of width 8, weights orthogonal",
                "\"number\" : 8");
    }

    @Test
    void badArgumentsAreUsage() {
        Cli.run("depth", "--depth", "0").isRefused(ExitCode.USAGE, "--depth is 0; it must be at least 1");
        Cli.run("depth", "--n", "-3").isRefused(ExitCode.USAGE, "--n is -3; it must be at least 1");
        Cli.run("depth", "--activation", "tanh,rely").isRefused(ExitCode.USAGE, "relu");
        Cli.run("depth", "--weights", "xavier").isRefused(ExitCode.USAGE, "weights are 'xavier'");
        Cli.run("depth", "--weights", "glorot").isRefused(ExitCode.USAGE, "glorot, which is for networks");
        Cli.run("depth", "--preactivations", "uniform").isRefused(ExitCode.USAGE, "'uniform' is neither normal nor digits");
        Cli.run("depth", "--depth", "100000", "--n", "100000")
                .isRefused(ExitCode.USAGE, "depth times n is 10000000000; it must be at most 2147483647");
        Cli.run("depth", "--width", "0").isRefused(ExitCode.USAGE, "--width is 0; it must be at least 1");
        Cli.run("depth", "--width", "4", "--batch", "0").isRefused(ExitCode.USAGE, "--batch is 0; it must be");
        Cli.run("depth", "--width", "4", "--n", "4").isRefused(ExitCode.USAGE, "--n and --width are both given");
        Cli.run("depth", "--batch", "4").isRefused(ExitCode.USAGE, "--batch is given without --width");
        Cli.run("depth", "--width", "4", "--weights", "none").isRefused(ExitCode.USAGE, "weights are none");
        Cli.run("depth", "--backend", "absent").isRefused(ExitCode.BACKEND_UNAVAILABLE, "there is no such chip here");
    }
}
