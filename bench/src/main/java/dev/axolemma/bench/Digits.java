package dev.axolemma.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.DoubleStream;
import java.util.zip.GZIPInputStream;

/**
 * Handwritten digits, real input small enough to ship: 1,797 images of 8×8 pixels. Source and licence stand in
 * {@code digits.md} beside the data.
 */
public final class Digits {

    /** The pixels of one image. */
    public static final int PIXELS = 64;
    private static final int SEED = 1998;

    private Digits() {
    }

    /** The images, one a row, each pixel 0 to 16. */
    public static double[][] images() {
        InputStream resource = Objects.requireNonNull(Digits.class.getResourceAsStream("digits.csv.gz"));
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(resource), StandardCharsets.US_ASCII))) {
            return lines.lines().map(Digits::image).toArray(double[][]::new);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static double[] image(String line) {
        return Arrays.stream(line.split(",")).limit(PIXELS).mapToDouble(Double::parseDouble).toArray();
    }

    /**
     * The pre-activations of a first layer of 64 units: the images, standardised to mean 0 and variance 1 over all
     * pixels, times weights drawn uniformly from ±sqrt(6 / (inputs + outputs)) (Glorot and Bengio 2010), bias 0. The
     * same numbers each time.
     */
    public static double[] preActivations() {
        double[][] images = standardised(images());
        double[][] weights = glorot(PIXELS, PIXELS);
        return Arrays.stream(images)
                .flatMapToDouble(image -> Arrays.stream(weights).mapToDouble(unit -> dot(image, unit)))
                .toArray();
    }

    private static double[][] standardised(double[][] images) {
        double mean = pixels(images).average().orElseThrow();
        double deviation = Math.sqrt(pixels(images).map(p -> (p - mean) * (p - mean)).average().orElseThrow());
        return Arrays.stream(images)
                .map(image -> Arrays.stream(image).map(p -> (p - mean) / deviation).toArray())
                .toArray(double[][]::new);
    }

    private static DoubleStream pixels(double[][] images) {
        return Arrays.stream(images).flatMapToDouble(Arrays::stream);
    }

    private static double[][] glorot(int inputs, int outputs) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(SEED);
        double bound = Math.sqrt(6.0 / (inputs + outputs));
        double[][] weights = new double[outputs][inputs];
        for (double[] unit : weights) {
            Arrays.setAll(unit, i -> random.nextDouble(-bound, bound));
        }
        return weights;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
