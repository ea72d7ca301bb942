package dev.axolemma.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
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
        String[] numbers = line.split(",");
        double[] pixels = new double[PIXELS];
        Arrays.setAll(pixels, i -> Integer.parseInt(numbers[i]));
        return pixels;
    }

    /**
     * The pre-activations of a first layer of 64 units: the images, standardised to mean 0 and variance 1 over all
     * pixels, times weights drawn uniformly from ±sqrt(6 / (inputs + outputs)) (Glorot and Bengio 2010), bias 0. The
     * same numbers each time.
     */
    public static double[] preActivations() {
        double[] pixels = pixels();
        double[][] weights = glorot(PIXELS, PIXELS);
        double[] all = new double[pixels.length];
        for (int i = 0; i < all.length; i++) {
            all[i] = dot(pixels, i / PIXELS * PIXELS, weights[i % PIXELS]);
        }
        return all;
    }

    /** All pixels of all images in a row, standardised to mean 0 and variance 1 over all of them. */
    public static double[] pixels() {
        double[][] images = images();
        double[] pixels = new double[images.length * PIXELS];
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < pixels.length; i++) {
            double pixel = images[i / PIXELS][i % PIXELS];
            pixels[i] = pixel;
            sum += pixel;
            squares += pixel * pixel;
        }
        double mean = sum / pixels.length;
        double deviation = Math.sqrt(squares / pixels.length - mean * mean);
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (pixels[i] - mean) / deviation;
        }
        return pixels;
    }

    private static double[][] glorot(int inputs, int outputs) {
        RandomGenerator random = new SplittableRandom(SEED);
        double bound = Math.sqrt(6.0 / (inputs + outputs));
        double[][] weights = new double[outputs][inputs];
        for (double[] unit : weights) {
            Arrays.setAll(unit, i -> random.nextDouble(-bound, bound));
        }
        return weights;
    }

    private static double dot(double[] pixels, int first, double[] weights) {
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            sum += pixels[first + i] * weights[i];
        }
        return sum;
    }
}
