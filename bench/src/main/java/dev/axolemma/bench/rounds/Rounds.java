package dev.axolemma.bench.rounds;

import dev.axolemma.bench.Progress;
import java.util.Arrays;
import java.util.List;

/**
 * Rates of several things, measured in rounds: in each, everything runs for a moment, one after the other. What slows down
 * the machine for a while slows down all of it, and hardly moves the shares. JMH, which measures one thing after the other,
 * does not do that.
 *
 * @param rates of each subject, in each round: 1e9 of its operations a second
 */
public record Rounds(double[][] rates) {

    /** How many rounds give the figures to go by. */
    public static final int FULL = 40;
    /** How many give a first impression. */
    public static final int QUICK = 8;

    /** Rounds that only warm up. */
    private static final int WARM_UP = 50;
    private static final long MOMENT = 30_000_000;

    /** Measures the subjects, which share nothing, in so many rounds. */
    public static Rounds measure(List<? extends RoundSubject> subjects, int rounds, Progress progress) {
        double[][] rates = new double[subjects.size()][rounds];
        for (int round = -WARM_UP; round < rounds; round++) {
            progress.at("measuring in rounds", round + WARM_UP, rounds + WARM_UP);
            for (int i = 0; i < subjects.size(); i++) {
                double rate = rate(subjects.get(i));
                rates[i][Math.max(0, round)] = rate;
            }
        }
        return new Rounds(rates);
    }

    private static double rate(RoundSubject subject) {
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

    /** The median rate of a subject. */
    public double median(int subject) {
        return median(rates[subject]);
    }

    /** The greatest rate of a subject. */
    public double fastest(int subject) {
        return Arrays.stream(rates[subject]).max().orElseThrow();
    }

    /** The median, over the rounds, of a subject's rate over that of another. */
    public double share(int subject, int of) {
        double[] shares = new double[rates[subject].length];
        Arrays.setAll(shares, round -> rates[subject][round] / rates[of][round]);
        return median(shares);
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }
}
