package dev.axolemma.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.axolemma.Dtype;
import dev.axolemma.bench.Npy;
import dev.axolemma.bench.Numbers;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EvalCommandTest {

    @TempDir
    private Path folder;

    private String file(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content).toString();
    }

    private String file(String name) {
        return folder.resolve(name).toString();
    }

    private String npy(String name, Dtype dtype, double... values) throws IOException {
        try (var out = Files.newOutputStream(folder.resolve(name))) {
            Npy.write(Numbers.of(dtype, values), out);
        }
        return file(name);
    }

    private Numbers readNpy(String name) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(folder.resolve(name)))) {
            return Npy.read(in);
        }
    }

    @Test
    void appliesAnActivationToStandardInput() {
        Cli cli = Cli.runWithInput("-1 0\n2.5 NaN inf\n", "eval", "relu").isFine();
        assertThat(cli.out()).isEqualTo("0.0\n0.0\n2.5\nNaN\nInfinity\n");
        assertThat(Cli.runWithInput("0", "eval", "sigmoid", "--input", "-").isFine().out()).isEqualTo("0.5\n");
    }

    @Test
    void nothingGivesNothing() {
        assertThat(Cli.runWithInput("", "eval", "relu").isFine().out()).isEmpty();
    }

    private static List<String> backends() {
        return BackendNames.usual().stream().filter(name -> !name.equals("wrong")).toList();
    }

    @ParameterizedTest
    @MethodSource("backends")
    void derivativeIsNotZeroWhereMathematicsSaysSo(String backend) {
        String bits = Cli.runWithInput("41880000", "eval", "sigmoid", "--direction", "derivative", "--format", "hex",
                "--backend", backend).isFine().out();
        float exact = 4.1399375e-8f;
        assertThat(Float.intBitsToFloat(HexFormat.fromHexDigits(bits.strip())))
                .isCloseTo(exact, within(4 * Math.ulp(exact)));
    }

    private static String hex(float value) {
        return Integer.toHexString(Float.floatToIntBits(value)) + "\n";
    }

    @Test
    void hexHasSixteenDigitsInDoubles() {
        assertThat(Cli.runWithInput("3ff0000000000000\nfff0000000000001", "eval", "identity", "--format", "hex",
                "--dtype", "f64").isFine().out()).isEqualTo("3ff0000000000000\n7ff8000000000000\n");
    }

    @Test
    void storedNumbersHaveFourHexadecimalDigits() {
        assertThat(Cli.runWithInput("3c00 fbff 0001 fe01", "eval", "identity", "--format", "hex", "--dtype", "f16")
                .isFine().out()).isEqualTo("3c00\nfbff\n0001\n7e00\n");
        assertThat(Cli.runWithInput("3f80 ff81", "eval", "sigmoid", "--format", "hex", "--dtype", "bf16")
                .isFine().out()).isEqualTo("3f3b\n7fc0\n");
    }

    @Test
    void storedNumbersAreRoundedAtTheEnd() throws IOException {
        assertThat(Cli.runWithInput("0.1 65519 65520", "eval", "identity", "--dtype", "f16").isFine().out())
                .isEqualTo("0.1\n65500.0\nInfinity\n");
        Cli.run("eval", "exp", "--input", npy("x.npy", Dtype.BF16, 1, -88), "--output", file("y.npy")).isFine();
        assertThat(readNpy("y.npy").dtype()).isEqualTo(Dtype.BF16);
        assertThat(readNpy("y.npy").stream().toArray()).containsExactly(2.71875, 0x1.08p-127);
    }

    @Test
    void doublesAreComputedInDoubles() {
        assertThat(Cli.runWithInput("0.1", "eval", "identity", "--dtype", "f64").isFine().out()).isEqualTo("0.1\n");
        assertThat(Cli.runWithInput("1e300", "eval", "identity").isFine().out()).isEqualTo("Infinity\n");
    }

    @Test
    void parametersAreSet() {
        assertThat(Cli.runWithInput("-8", "eval", "leakyRelu", "--param", "slope=0.25").isFine().out())
                .isEqualTo("-2.0\n");
        assertThat(Cli.runWithInput("-9 9", "eval", "hard_tanh", "--param", "min=-2", "--param", "max=3").isFine()
                .out()).isEqualTo("-2.0\n3.0\n");
    }

    @Test
    void operandsComeInOrderAndUpstreamLast() throws IOException {
        String x = file("x.txt", "-1 2 3");
        String upstream = file("upstream.txt", "10 20 30");
        assertThat(Cli.run("eval", "relu", "--direction", "backward", "--input", x, "--input", upstream).isFine().out())
                .isEqualTo("0.0\n20.0\n30.0\n");
    }

    @Test
    void oneNumberStandsForMany() throws IOException {
        String x = file("x.txt", "-1 2 -3");
        String slope = file("slope.txt", "0.5");
        assertThat(Cli.run("eval", "prelu", "--input", x, "--input", slope).isFine().out())
                .isEqualTo("-0.5\n2.0\n-1.5\n");
    }

    @Test
    void severalOutputsAreColumnsOrFiles() throws IOException {
        String x = file("x.txt", "-1 2");
        String slope = file("slope.txt", "0.5");
        String upstream = file("upstream.txt", "1 10");
        String[] backward = {"eval", "prelu", "--direction", "backward", "--input", x, "--input", slope, "--input",
            upstream};
        assertThat(Cli.run(backward).isFine().out()).isEqualTo("0.5 -1.0\n10.0 0.0\n");
        String[] toFiles = Stream.concat(Arrays.stream(backward), Stream.of(
                "--output", file("gradX.txt"), "--output", file("gradSlope.npy"))).toArray(String[]::new);
        assertThat(Cli.run(toFiles).isFine().out()).isEmpty();
        assertThat(folder.resolve("gradX.txt")).hasContent("0.5\n10.0");
        assertThat(readNpy("gradSlope.npy").stream().toArray()).containsExactly(-1, 0);
    }

    @Test
    void npyKeepsShapeAndDtype() throws IOException {
        byte[] byNumpy;
        try (InputStream in = EvalCommandTest.class.getResourceAsStream("f8-2x3.npy")) {
            byNumpy = in.readAllBytes();
        }
        Path x = Files.write(folder.resolve("x.npy"), byNumpy);
        Cli.run("eval", "square", "--input", x.toString(), "--output", file("y.npy")).isFine();
        Numbers y = readNpy("y.npy");
        assertThat(y.shape()).containsExactly(2L, 3L);
        assertThat(y.dtype()).isEqualTo(Dtype.F64);
        assertThat(y.stream().toArray()).containsExactly(0.25, 1, 2.25, 4, 6.25, 9);
        assertThat(Cli.runWithInput(new String(byNumpy, StandardCharsets.ISO_8859_1), "eval", "square").isFine().out())
                .startsWith("0.25\n");
    }

    @Test
    void dtypeIsThatOfTheFirstNpyUnlessSaid() throws IOException {
        String wide = npy("wide.npy", Dtype.F64, 0.1);
        String text = file("text.txt", "1");
        assertThat(Cli.run("eval", "identity", "--input", wide).isFine().out()).isEqualTo("0.1\n");
        assertThat(Cli.run("eval", "identity", "--input", wide, "--dtype", "f32", "--format", "hex").isFine().out())
                .isEqualTo(hex(0.1f));
        assertThat(Cli.run("eval", "identity", "--direction", "backward", "--input", wide, "--input", text).isFine()
                .out()).isEqualTo("1.0\n");
        Cli.run("eval", "identity", "--direction", "backward", "--input", text, "--input", wide)
                .isRefused(ExitCode.USAGE, wide + ": holds f64, the first input f32; say with --dtype");
    }

    @Test
    void unknownNamesAreUsage() {
        Cli.run("eval", "sigmod").isRefused(ExitCode.USAGE, "sigmoid");
        Cli.run("eval").isRefused(ExitCode.USAGE, "OP");
        Cli.run("eval", "relu", "--direction", "sideways").isRefused(ExitCode.USAGE, "it must be one of [forward,");
        Cli.run("eval", "relu", "--dtype", "f8").isRefused(ExitCode.USAGE, "it must be f16, bf16, f32 or f64");
        Cli.run("eval", "relu", "--format", "oct").isRefused(ExitCode.USAGE, "it must be dec or hex");
        Cli.run("eval", "relu", "--backend", "abacus").isRefused(ExitCode.USAGE, "it must be one of [simd, scalar");
        Cli.run("eval", "relu", "--colour").isRefused(ExitCode.USAGE, "--colour");
        Cli.run("eval", "gelu", "--direction", "backwardFromOutput")
                .isRefused(ExitCode.USAGE, "gelu has no derivative from its output");
    }

    @Test
    void badParametersAreUsage() {
        Cli.run("eval", "elu", "--param", "beta=1").isRefused(ExitCode.USAGE, "no parameter 'beta'; it has [alpha]");
        Cli.run("eval", "elu", "--param", "alpha=NaN").isRefused(ExitCode.USAGE, "parameter alpha is NaN; it must be");
        Cli.run("eval", "elu", "--param", "alpha=one").isRefused(ExitCode.USAGE, "one");
        Cli.run("eval", "elu", "--param", "alpha").isRefused(ExitCode.USAGE, "alpha");
    }

    @Test
    void wrongNumbersOfFilesAreUsage() throws IOException {
        String x = file("x.txt", "1 2");
        Cli.run("eval", "relu", "--direction", "backward", "--input", x)
                .isRefused(ExitCode.USAGE, "relu backward takes 2 inputs, upstream gradient last; --input is given 1");
        Cli.run("eval", "relu", "--input", x, "--input", x).isRefused(ExitCode.USAGE, "relu forward takes 1 input;");
        Cli.run("eval", "relu", "--input", x, "--output", file("a"), "--output", file("b"))
                .isRefused(ExitCode.USAGE, "relu forward has 1 output; --output is given 2");
        assertThat(folder.resolve("a")).doesNotExist();
    }

    @Test
    void inputsOfDifferentLengthsAreUsage() throws IOException {
        Cli.run("eval", "relu", "--direction", "backward", "--input", file("x.txt", "1 2 3"), "--input",
                file("g.txt", "1 2")).isRefused(ExitCode.USAGE, "inputs have 2 and 3 numbers");
    }

    @Test
    void unreadableInputIsUsageAndNamed() throws IOException {
        Cli.run("eval", "relu", "--input", file("none.txt"))
                .isRefused(ExitCode.USAGE, file("none.txt") + ": no such file");
        Cli.run("eval", "relu", "--input", file("bad.txt", "1\n2\nthree"))
                .isRefused(ExitCode.USAGE, file("bad.txt") + ": line 3: 'three' is not a decimal number");
        Cli.runWithInput("0x", "eval", "relu")
                .isRefused(ExitCode.USAGE, "standard input: line 1: '0x' is not a decimal number");
        Cli.runWithInput("3f8", "eval", "relu", "--format", "hex")
                .isRefused(ExitCode.USAGE, "'3f8' is not 8 hexadecimal digits");
        Cli.runWithInput("\u0093NUMPY", "eval", "relu").isRefused(ExitCode.USAGE, "standard input: .npy file ends");
        Cli.run("eval", "relu", "--input", folder.toString()).isRefused(ExitCode.USAGE, folder.toString());
    }

    @Test
    void unwritableOutputIsUsageAndNamed() throws IOException {
        String output = folder.resolve("no folder").resolve("y.txt").toString();
        Cli.run("eval", "relu", "--input", file("x.txt", "1"), "--output", output)
                .isRefused(ExitCode.USAGE, output);
    }

    @Test
    void protectedInputIsNamed() throws IOException {
        Path x = Files.writeString(folder.resolve("x.txt"), "1");
        Files.setPosixFilePermissions(x, PosixFilePermissions.fromString("---------"));
        Assumptions.assumeFalse(Files.isReadable(x), "this user may read everything");
        Cli.run("eval", "relu", "--input", x.toString()).isRefused(ExitCode.USAGE, "not allowed to read it");
    }

    @Test
    void unavailableBackendHasItsExitCode() {
        Cli.runWithInput("1", "eval", "relu", "--backend", "absent").isRefused(ExitCode.BACKEND_UNAVAILABLE,
                "backend absent is unavailable: there is no such chip here");
    }
}
