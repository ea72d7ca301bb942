package dev.axolemma.cli;

import dev.axolemma.Activation;
import dev.axolemma.Activations;
import dev.axolemma.Direction;
import dev.axolemma.Dtype;
import dev.axolemma.bench.Progress;
import dev.axolemma.bench.verify.Sampling;
import dev.axolemma.bench.verify.Variants;
import dev.axolemma.bench.verify.Verification;
import dev.axolemma.bench.verify.Verifier;
import dev.axolemma.bench.verify.Verifier.Against;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(name = "verify", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Holds every backend against the exact values, and the backends against each other bit for bit.",
        footer = {
            "",
            "Shown are the largest error in units in the last place of the correctly rounded result (ULP) and where "
                    + "it is, the bound, and whatever else is amiss: zeros, infinities and NaN that mathematics does not "
                    + "say, and bits in which a backend differs from the first. Backward is compared bit for bit with "
                    + "the product of the upstream gradient and the derivative. Around the roots that the catalogue "
                    + "marks the bound is absolute, in units of 2^-24 (f64: 2^-53) times the magnitude stated there. "
                    + "In f16 and bf16 a result is the f32 one, rounded, and held against the exact value rounded once.",
            "",
            "Without OP, the whole catalogue is verified. Activations with parameters are verified with their default "
                    + "values and with others.",
            "",
            "Examples:",
            "  axolemma verify sigmoid tanh",
            "  axolemma verify gelu --dtype f32 --exhaustive",
            "  axolemma verify gelu --dtype f32 --exhaustive --bits-only --backend simd,opencl",
            "  axolemma verify --stride 64 --json verify.json"})
final class VerifyCommand implements Callable<Integer> {

    private static final List<Direction> DIRECTIONS =
            List.of(Direction.FORWARD, Direction.DERIVATIVE, Direction.BACKWARD);

    @Mixin
    private ActivationArguments activations;

    @Option(names = "--backend", paramLabel = "LIST", split = ",", hideParamSyntax = true,
            converter = BackendNames.class,
            description = "What is verified; the others' bits are compared with the first one's. Default: every "
                    + "available backend that uses the host's memory.")
    private List<String> backends = List.of();

    @Option(names = "--dtype", paramLabel = "f16|bf16|f32|f64", converter = DtypeConverter.class,
            description = "Default: all, with --exhaustive f16, bf16 and f32.")
    private Optional<Dtype> dtype;

    @ArgGroup
    private Density density = new Density();

    @Option(names = "--bits-only", description = "Compares the backends with each other alone, not with the exact values: "
            + "many times as fast.")
    private boolean bitsOnly;

    @Option(names = "--markdown", paramLabel = "FILE", description = "Also write a page with a table to this file.")
    private Optional<Path> markdown;

    @Mixin
    private JsonOption json;
    @Spec
    private CommandSpec command;

    /** One or the other. */
    private static final class Density {

        @Option(names = "--stride", paramLabel = "N",
                description = "One f32 bit pattern of every N consecutive ones, and half as many f64 numbers of all "
                        + "magnitudes; of f16 and bf16 always every pattern. Neighbourhoods of kinks, roots and range "
                        + "ends always come on top. "
                        + "Default: 4096.")
        private Optional<Integer> stride = Optional.empty();

        @Option(names = "--exhaustive", description = "Every number of f32, f16 and bf16.")
        private boolean exhaustive;
    }

    @Override
    public Integer call() throws IOException {
        Sampling sampling = sampling();
        BackendNames.check(backends);
        List<Verification> rows = verify(sampling);
        PrintWriter out = command.commandLine().getOut();
        new VerifyTable(rows).print(out);
        json.write("axolemma.verify/1", rows);
        if (markdown.isPresent()) {
            Files.writeString(markdown.get(), new AccuracyPage(rows, sampling).text());
        }
        return rows.stream().allMatch(Verification::passed) ? ExitCode.FINE : ExitCode.CHECK_FAILED;
    }

    private Sampling sampling() {
        if (density.exhaustive && dtype.equals(Optional.of(Dtype.F64))) {
            throw new ParameterException(command.commandLine(),
                    "--exhaustive is for f16, bf16 and f32; f64 has too many numbers to try, take --stride");
        }
        int stride = density.stride.orElse(Sampling.DEFAULT.stride());
        if (stride < 1) {
            throw new ParameterException(command.commandLine(), "--stride is " + stride + "; it must be at least 1");
        }
        return density.exhaustive ? Sampling.EXHAUSTIVE : new Sampling(stride);
    }

    private List<Verification> verify(Sampling sampling) {
        List<Dtype> dtypes = dtype.map(List::of)
                .orElse(density.exhaustive ? List.of(Dtype.F16, Dtype.BF16, Dtype.F32) : List.of(Dtype.values()));
        List<String> names = backends.isEmpty() ? BackendNames.usual().reversed() : backends;
        if (bitsOnly && names.size() < 2) {
            throw new ParameterException(command.commandLine(),
                    "--backend is " + names + "; with --bits-only there must be two or more to compare");
        }
        Against against = bitsOnly ? Against.FIRST_BACKEND : Against.REFERENCE;
        List<Activation> chosen = activations.orElse(Activations.all()).stream()
                .flatMap(activation -> Variants.of(activation).stream()).toList();
        List<Verification> rows = new ArrayList<>();
        try (ProgressLine line = new ProgressLine(command.commandLine().getErr())) {
            for (int i = 0; i < dtypes.size(); i++) {
                int before = i;
                Progress progress = (step, done, total) ->
                        line.at(step, before * total + done, dtypes.size() * total);
                rows.addAll(new Verifier(chosen, DIRECTIONS, dtypes.get(i), names, sampling, against).run(progress));
            }
        }
        return rows;
    }
}
