package dev.axolemma.cli;

import dev.axolemma.Dtype;
import dev.axolemma.bench.Contestant;
import dev.axolemma.bench.rounds.Rounds;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code [--backend LIST] [--dtype DTYPE] [--threads LIST] [--quick]}: of everything that is measured. */
final class MeasuringOptions {

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(names = "--backend", paramLabel = "LIST", split = ",", hideParamSyntax = true,
            converter = BackendNames.class, description = "What computes. Default: every available backend that uses "
            + "the host's memory; of chain and dense, the one that an engine takes.")
    private List<String> backends = List.of();

    @Option(names = "--dtype", paramLabel = "f16|bf16|f32|f64", converter = DtypeConverter.class, defaultValue = "f32",
            description = "Default: f32.")
    private Dtype dtype;

    @Option(names = "--threads", paramLabel = "LIST", split = ",", hideParamSyntax = true,
            description = "Numbers of threads. Default: 1.")
    private List<Integer> threads = List.of(1);

    @Option(names = "--quick", description = "A first impression: few and short measurements, in this "
            + "virtual machine.")
    private boolean quick;

    /**
     * The backends asked for, or else the usual ones, from wherever their data may lie.
     *
     * @throws dev.axolemma.BackendUnavailableException if one that is asked for can't compute here
     */
    List<Contestant> contestants() {
        return Contestant.of(backends.isEmpty() ? BackendNames.usual() : backends);
    }

    /** The same, but instead of the usual ones that which an engine takes unless told otherwise. */
    List<Contestant> bestContestants() {
        return Contestant.of(backends.isEmpty() ? List.of(BackendNames.chosen()) : backends);
    }

    Dtype dtype() {
        return dtype;
    }

    /** @throws picocli.CommandLine.ParameterException if one is below 1 */
    List<Integer> threads() {
        threads.forEach(count -> Counts.check("--threads", count, command));
        return threads;
    }

    boolean isQuick() {
        return quick;
    }

    /** How many rounds count. */
    int rounds() {
        return quick ? Rounds.QUICK : Rounds.FULL;
    }
}
