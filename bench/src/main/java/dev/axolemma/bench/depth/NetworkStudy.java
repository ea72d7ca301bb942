package dev.axolemma.bench.depth;

import dev.axolemma.Activation;
import dev.axolemma.Engine;
import dev.axolemma.bench.Digits;
import dev.axolemma.bench.depth.InitialWeights.Scheme;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A batch that goes through a dense network of random weights without biases, and a normal gradient that comes back,
 * computed in f64. Every activation gets the same weights, input and gradient.
 *
 * @param depth layers
 * @param width of each layer's output
 * @param batch rows
 * @param input standard normal numbers, or images of handwritten digits, whose 64 pixels the first layer takes
 * @param weights of each layer; a network has some
 */
public record NetworkStudy(int depth, int width, int batch, Preactivations input, InitialWeights weights, long seed)
        implements DepthStudy {

    /** How many numbers a network may consist of: 8 GiB. */
    private static final long MOST_NUMBERS = 1L << 30;

    /** @throws IllegalArgumentException if there are no weights, or the network is too large */
    public NetworkStudy {
        if (weights.scheme() == Scheme.NONE) {
            throw new IllegalArgumentException(
                    "weights are none; those of a network must be glorot, he, lecun, orthogonal or normal:S");
        }
        double numbers = (double) depth * width * ((double) width + 2.0 * batch);
        if (numbers > MOST_NUMBERS) {
            throw new IllegalArgumentException("depth " + depth + ", width " + width + " and batch " + batch + " make "
                    + Math.round(numbers) + " numbers; they must be at most " + MOST_NUMBERS);
        }
    }

    @Override
    public DepthResult of(Activation activation, Engine engine) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] rows = rows(random.split());
        double[] upstream = InitialWeights.normal(batch * width, 1, random.split());
        List<Integer> widths = new ArrayList<>(Collections.nCopies(depth + 1, width));
        widths.set(0, rows.length / batch);
        List<double[]> matrices = new ArrayList<>();
        SplittableRandom ofWeights = random.split();
        for (int layer = 1; layer <= depth; layer++) {
            matrices.add(weights.matrix(width, widths.get(layer - 1), ofWeights));
        }
        RandomNetwork network = new RandomNetwork(activation, engine, widths, matrices);
        network.forward(rows);
        return new DepthResult(network.backward(upstream), network.jacobian());
    }

    private double[] rows(SplittableRandom random) {
        if (input == Preactivations.NORMAL) {
            return InitialWeights.normal(batch * width, 1, random);
        }
        double[] images = Digits.pixels();
        double[] rows = new double[batch * Digits.PIXELS];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = images[i % images.length];
        }
        return rows;
    }

    @Override
    public String toString() {
        return "A network of " + depth + " layers of width " + width + ", weights " + weights + ", fed with a batch of "
                + batch + (input == Preactivations.NORMAL ? " rows of normal numbers" : " handwritten digits") + ", seed "
                + seed;
    }
}
