package dev.axolemma.cli;

import dev.axolemma.Activation;
import dev.axolemma.Activations;
import dev.axolemma.Engine;
import dev.axolemma.bench.Machine;
import dev.axolemma.bench.depth.DepthPage;
import dev.axolemma.bench.depth.DepthResult;
import dev.axolemma.bench.depth.DepthStudy;
import dev.axolemma.bench.depth.ElementwiseStudy;
import dev.axolemma.bench.depth.InitialWeights;
import dev.axolemma.bench.depth.NetworkStudy;
import dev.axolemma.bench.depth.Preactivations;
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
            "  axolemma depth --activation sigmoid,tanh,selu --depth 1000 --html depth.html",
            "  axolemma depth --width 256 --batch 128 --preactivations digits --activation relu --weights he"})
final class DepthCommand implements Callable<Integer> {

    private static final int N = 4096;
    private static final int BATCH = 128;
    private static final InitialWeights GLOROT = InitialWeights.parse("glorot");

    @Option(names = "--activation", paramLabel = "LIST", split = ",", hideParamSyntax = true,
            converter = ActivationConverter.class,
            description = "Activations; see the list below. Default: sigmoid,tanh,relu,selu,gelu.")
    private List<Activation> activations = List.of(Activations.sigmoid(), Activations.tanh(), Activations.relu(),
            Activations.selu(), Activations.gelu());

    @Option(names = "--depth", paramLabel = "N", description = "Layers. Default: 50.")
    private int depth = 50;

    @Option(names = "--n", paramLabel = "N", description = "Independent products. Default: 4096.")
    private Optional<Integer> n = Optional.empty();

    @Option(names = "--width", paramLabel = "W",
            description = "A dense network in place of independent products, with layers of this width.")
    private Optional<Integer> width = Optional.empty();

    @Option(names = "--batch", paramLabel = "B", description = "Rows that go through the network. Default: 128.")
    private Optional<Integer> batch = Optional.empty();

    @Option(names = "--preactivations", paramLabel = "normal|digits", converter = PreactivationsConverter.class,
            description = "Standard normal numbers, or those of a layer over handwritten digits; of a network, its "
                    + "input. Default: normal.")
    private Preactivations preactivations = Preactivations.NORMAL;

    @Option(names = "--weights", paramLabel = "none|glorot|he|lecun|orthogonal|normal:S",
            converter = InitialWeightsConverter.class,
            description = "How weights are drawn. Default: none, and glorot in a network.")
    private Optional<InitialWeights> weights = Optional.empty();

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
        List<DepthResult> results = run(study);
        new DepthTable(results).print(command.commandLine().getOut());
        json.write("axolemma.depth/1", results.stream().flatMap(result -> result.rows().stream()).toList());
        if (html.isPresent()) {
            Files.writeString(html.get(), new DepthPage(study.toString(), Machine.here(), results).html());
        }
        return ExitCode.FINE;
    }

    private DepthStudy study() {
        Counts.check("--depth", depth, command);
        Counts.check("--n", n.orElse(N), command);
        Counts.check("--width", width.orElse(1), command);
        Counts.check("--batch", batch.orElse(BATCH), command);
        if (width.isPresent() && n.isPresent()) {
            throw wrong("--n and --width are both given; it is either independent products or a network");
        }
        if (width.isEmpty() && batch.isPresent()) {
            throw wrong("--batch is given without --width; only a network has a batch");
        }
        try {
            return width.isPresent()
                    ? new NetworkStudy(depth, width.get(), batch.orElse(BATCH), preactivations, weights.orElse(GLOROT), seed)
                    : new ElementwiseStudy(depth, n.orElse(N), preactivations, weights.orElse(InitialWeights.NONE), seed);
        } catch (IllegalArgumentException unfit) {
            throw wrong(unfit.getMessage());
        }
    }

    private ParameterException wrong(String message) {
        return new ParameterException(command.commandLine(), message);
    }

    private List<DepthResult> run(DepthStudy study) {
        List<DepthResult> results = new ArrayList<>();
        try (Engine engine = backend.map(name -> Engine.builder().backend(name).open()).orElseGet(Engine::open);
                ProgressLine progress = new ProgressLine(command.commandLine().getErr())) {
            for (Activation activation : activations) {
                progress.at(activation.name(), results.size(), activations.size());
                results.add(study.of(activation, engine));
            }
        }
        return results;
    }
}
