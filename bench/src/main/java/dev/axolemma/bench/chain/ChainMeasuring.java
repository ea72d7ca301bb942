package dev.axolemma.bench.chain;

import dev.axolemma.Activation;
import dev.axolemma.Dtype;
import dev.axolemma.bench.Contestant;
import dev.axolemma.bench.Progress;
import dev.axolemma.bench.rounds.RoundSubject;
import dev.axolemma.bench.rounds.Rounds;
import java.util.ArrayList;
import java.util.List;

/**
 * Measures elementwise chains against their derivatives alone, and against the same composed of separate calls, whose
 * gradients under- and overflow.
 *
 * @param dtype of all numbers
 * @param depth layers
 * @param rounds how many rounds count
 */
public record ChainMeasuring(Dtype dtype, int depth, int rounds) {

    /** Measures one activation. */
    public List<ChainMeasurement> measure(Activation activation, Contestant by, int size, int threads,
            Progress progress) {
        try (ChainWorkload workload = ChainWorkload.of(by, threads, activation, dtype, depth, size)) {
            List<RoundSubject> subjects = workload.subjects();
            Rounds measured = Rounds.measure(subjects, rounds, progress);
            List<ChainMeasurement> rows = new ArrayList<>();
            for (int i = 0; i < subjects.size(); i++) {
                rows.add(new ChainMeasurement(activation.name(), subjects.get(i).name(), by.backend(),
                        by.dataAt().label(), dtype.label(), depth, size, threads, measured.median(i),
                        measured.fastest(i), measured.share(i, 0)));
            }
            return rows;
        }
    }
}
