package dev.axolemma.bench.dense;

import dev.axolemma.Dtype;
import dev.axolemma.bench.Contestant;
import dev.axolemma.bench.Progress;
import dev.axolemma.bench.rounds.RoundSubject;
import dev.axolemma.bench.rounds.Rounds;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Measures matrix products and dense chains.
 *
 * @param dtype of all numbers
 * @param contestants what computes
 * @param threads the numbers of threads
 * @param openBlas the library to compare with
 * @param rounds how many rounds count
 */
public record DenseMeasuring(Dtype dtype, List<Contestant> contestants, List<Integer> threads,
        Optional<Path> openBlas, int rounds) {

    private static final List<MatrixShape> SHAPES =
            List.of(new MatrixShape(512, 512, 512), new MatrixShape(128, 4096, 256));

    /** @throws IllegalArgumentException if there is a library and it does not multiply numbers of the dtype */
    public DenseMeasuring {
        if (openBlas.isPresent() && dtype.isStorage()) {
            throw new IllegalArgumentException("dtype is " + dtype.label() + "; OpenBLAS multiplies f32 and f64");
        }
    }

    /** @throws IllegalArgumentException if the library is none or not one of OpenBLAS */
    public List<DenseMeasurement> measure(Progress progress) {
        List<RoundSubject> subjects = new ArrayList<>();
        try {
            addSubjects(subjects);
            return rows(subjects, Rounds.measure(subjects, rounds, progress));
        } finally {
            subjects.forEach(RoundSubject::close);
        }
    }

    /** The peak first. */
    private void addSubjects(List<RoundSubject> subjects) {
        subjects.add(new FmaPeak(dtype.arithmetic()));
        for (int count : threads) {
            List<Contestant> measured = Contestant.at(count, threads, contestants);
            for (MatrixShape shape : SHAPES) {
                measured.forEach(by -> subjects.add(ProductSubject.of(by, dtype, shape, count)));
                openBlas.ifPresent(library -> subjects.add(new OpenBlas(library, dtype, shape, count)));
            }
            for (Contestant by : measured) {
                subjects.add(ChainSubject.forward(by, dtype, count));
                subjects.add(ChainSubject.backward(by, dtype, count));
            }
        }
    }

    private List<DenseMeasurement> rows(List<RoundSubject> subjects, Rounds measured) {
        List<DenseMeasurement> rows = new ArrayList<>();
        for (int i = 0; i < subjects.size(); i++) {
            RoundSubject subject = subjects.get(i);
            rows.add(new DenseMeasurement(subject.name(), subject.by().backend(), subject.by().dataAt().label(),
                    dtype.label(), subject.threads(), measured.median(i), measured.fastest(i),
                    subject.by().isDeviceAmong(contestants) ? null : measured.share(i, 0) / subject.threads()));
        }
        return rows;
    }
}
