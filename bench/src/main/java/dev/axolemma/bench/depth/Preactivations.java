package dev.axolemma.bench.depth;

import dev.axolemma.bench.Digits;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/** Where the numbers come from that a study starts with: pre-activations, or the input of a network. */
public enum Preactivations {
    /** The normal distribution of mean 0 and variance 1. */
    NORMAL {
        @Override
        double[] draw(int count, RandomGenerator random) {
            return InitialWeights.normal(count, 1, random);
        }
    },
    /** Handwritten digits: draws from the pre-activations of a layer over them. */
    DIGITS {
        @Override
        double[] draw(int count, RandomGenerator random) {
            double[] all = Digits.preActivations();
            double[] drawn = new double[count];
            Arrays.setAll(drawn, i -> all[random.nextInt(all.length)]);
            return drawn;
        }
    };

    abstract double[] draw(int count, RandomGenerator random);
}
