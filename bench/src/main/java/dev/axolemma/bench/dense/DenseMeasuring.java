package dev.axolemma.bench.dense;

import dev.axolemma.Dtype;
import dev.axolemma.bench.Progress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Measures matrix products and dense chains in rounds: in each, everything runs for a moment, one after the other. What
 * slows down the machine for a while slows down all of it, and hardly moves the shares. JMH, which measures one thing after
 * the other, does not do that.
 *
 * @param dtype of all numbers
 * @param threads the numbers of threads
 * @param openBlas the library to compare with
 * @param rounds how many rounds count
 */
public record DenseMeasuring(Dtype dtype, List<Integer> threads, Optional<Path> openBlas, int rounds) {

    private static final List<MatrixShape> SHAPES =
            List.of(new MatrixShape(512, 512, 512), new MatrixShape(128, 4096, 256));
    /** Rounds that only warm up. */
    private static final int WARM_UP = 20;
    private static final long MOMENT = 30_000_000;

    /** @throws IllegalArgumentException if the library is none or not one of OpenBLAS */
    public List<DenseMeasurement> measure(Progress progress) {
        List<DenseSubject> subjects = new ArrayList<>();
        try {
            addSubjects(subjects);
            double[][] rates = new double[subjects.size()][rounds];
            for (int round = -WARM_UP; round < rounds; round++) {
                progress.at("measuring in rounds", round + WARM_UP, rounds + WARM_UP);
                for (int i = 0; i < subjects.size(); i++) {
                    double rate = rate(subjects.get(i));
                    rates[i][Math.max(0, round)] = rate;
                }
            }
            return rows(subjects, rates);
        } finally {
            subjects.forEach(DenseSubject::close);
        }
    }

    /** The peak first. */
    private void addSubjects(List<DenseSubject> subjects) {
        subjects.add(new FmaPeak(dtype));
        for (int count : threads) {
            for (MatrixShape shape : SHAPES) {
                subjects.add(new ProductSubject(dtype, shape, count));
                openBlas.ifPresent(library -> subjects.add(new OpenBlas(library, dtype, shape, count)));
            }
            subjects.addAll(ChainSubject.both(dtype, count));
        }
    }

    private static double rate(DenseSubject subject) {
        long start = System.nanoTime();
        int runs = 0;
        long elapsed;
        do {
            subject.run();
            runs++;
            elapsed = System.nanoTime() - start;
        } while (elapsed < MOMENT);
        return runs * subject.operations() / elapsed;
    }

    private List<DenseMeasurement> rows(List<DenseSubject> subjects, double[][] rates) {
        List<DenseMeasurement> rows = new ArrayList<>();
        for (int i = 0; i < subjects.size(); i++) {
            DenseSubject subject = subjects.get(i);
            double[] shares = new double[rounds];
            for (int round = 0; round < rounds; round++) {
                shares[round] = rates[i][round] / (rates[0][round] * subject.threads());
            }
            double fastest = Arrays.stream(rates[i]).max().orElseThrow();
            rows.add(new DenseMeasurement(subject.name(), subject.by(), dtype.label(), subject.threads(),
                    median(rates[i]), fastest, median(shares)));
        }
        return rows;
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }
}
