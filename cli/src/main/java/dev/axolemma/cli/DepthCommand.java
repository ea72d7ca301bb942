package dev.axolemma.cli;

import dev.axolemma.Activation;
import dev.axolemma.Activations;
import dev.axolemma.Engine;
import dev.axolemma.bench.Machine;
import dev.axolemma.bench.Report;
import dev.axolemma.bench.depth.DepthPage;
import dev.axolemma.bench.depth.DepthRow;
import dev.axolemma.bench.depth.DepthStudy;
import dev.axolemma.bench.depth.ElementwiseStudy;
import dev.axolemma.bench.depth.InitialWeights;
import dev.axolemma.bench.depth.Preactivations;
import dev.axolemma.bench.depth.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(name = "depth", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Shows what depth does to gradients: whether they vanish, explode or hold, and how fast.",
        footer = {
            "",
            "A gradient is multiplied by the derivative of each layer's activation, from the output back. Shown is log2 "
                    + "of its magnitude: -1 a layer is a halving at each layer. Products are kept in exact range: "
                    + "a thousand layers neither underflow nor overflow.",
            "",
            "Examples:",
            "  axolemma depth",
            "  axolemma depth --activation sigmoid,tanh,selu --depth 1000 --html depth.html"})
final class DepthCommand implements Callable<Integer> {

    private static final String SCHEMA = "axolemma.depth/1";

    @Option(names = "--activation", paramLabel = "LIST", split = ",", hideParamSyntax = true,
            converter = ActivationConverter.class,
            description = "Activations; see the list below. Default: sigmoid,tanh,relu,selu,gelu.")
    private List<Activation> activations = List.of(Activations.sigmoid(), Activations.tanh(), Activations.relu(),
            Activations.selu(), Activations.gelu());

    @Option(names = "--depth", paramLabel = "N", description = "Layers. Default: 50.")
    private int depth = 50;

    @Option(names = "--n", paramLabel = "N", description = "Independent products. Default: 4096.")
    private int n = 4096;

    @Option(names = "--preactivations", paramLabel = "normal|digits", converter = PreactivationsConverter.class,
            description = "Standard normal numbers, or those of a layer over handwritten digits. Default: normal.")
    private Preactivations preactivations = Preactivations.NORMAL;

    @Option(names = "--weights", paramLabel = "none|glorot|he|lecun|orthogonal|normal:S",
            converter = InitialWeightsConverter.class, description = "How weights are drawn. Default: none.")
    private InitialWeights weights = InitialWeights.NONE;

    @Option(names = "--backend", paramLabel = "NAME", converter = BackendNames.class,
            description = "What computes. Default: the best that is available.")
    private Optional<String> backend = Optional.empty();

    @Option(names = "--seed", paramLabel = "N", description = "Of the random numbers. Default: 1.")
    private long seed = 1;

    @Mixin
    private JsonOption json;

    @Option(names = "--html", paramLabel = "FILE",
            description = "Also write a page with the curves, which needs nothing else, to this file.")
    private Optional<Path> html;

    @Spec
    private CommandSpec command;

    @Override
    public Integer call() throws IOException {
        DepthStudy study = study();
        List<List<DepthRow>> studies = run(study);
        List<DepthRow> rows = studies.stream().flatMap(List::stream).toList();
        new DepthTable(studies).print(command.commandLine().getOut());
        json.write(SCHEMA, rows);
        if (html.isPresent()) {
            List<Verdict> verdicts = studies.stream().map(Verdict::of).toList();
            Report report = new Report(SCHEMA, Machine.here(), rows);
            Files.writeString(html.get(), new DepthPage(study.toString(), report, verdicts).html());
        }
        return ExitCode.FINE;
    }

    private DepthStudy study() {
        checkPositive("--depth", depth);
        checkPositive("--n", n);
        try {
            return new ElementwiseStudy(depth, n, preactivations, weights, seed);
        } catch (IllegalArgumentException unfit) {
            throw new ParameterException(command.commandLine(), unfit.getMessage());
        }
    }

    private List<List<DepthRow>> run(DepthStudy study) {
        List<List<DepthRow>> studies = new ArrayList<>();
        try (Engine engine = backend.map(name -> Engine.builder().backend(name).open()).orElseGet(Engine::open);
                ProgressLine progress = new ProgressLine(command.commandLine().getErr())) {
            for (Activation activation : activations) {
                progress.at(activation.name(), studies.size(), activations.size());
                studies.add(study.rows(activation, engine));
            }
        }
        return studies;
    }

    private void checkPositive(String option, int value) {
        if (value < 1) {
            throw new ParameterException(command.commandLine(), option + " is " + value + "; it must be at least 1");
        }
    }
}
