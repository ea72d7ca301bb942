package dev.axolemma.bench.depth;

import java.util.Locale;
import java.util.random.RandomGenerator;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.QRDecomposition;

/**
 * How weights are drawn.
 *
 * @param scheme by whose rule
 * @param deviation the standard deviation of {@link Scheme#NORMAL}; 0 for others
 */
public record InitialWeights(Scheme scheme, double deviation) {

    /** Rules for the variance of weights that are normal of mean 0. */
    public enum Scheme {
        /** No weights. */
        NONE,
        /** 2 / (inputs + outputs): Glorot and Bengio 2010. */
        GLOROT,
        /** 2 / inputs: He, Zhang, Ren and Sun 2015. */
        HE,
        /** 1 / inputs: LeCun, Bottou, Orr and Müller 1998. */
        LECUN,
        /** Rows or columns are orthonormal: Saxe, McClelland and Ganguli 2014. */
        ORTHOGONAL,
        /** A given one. */
        NORMAL
    }

    /** No weights. */
    public static final InitialWeights NONE = new InitialWeights(Scheme.NONE, 0);

    private static final String NORMAL_PREFIX = "normal:";

    /**
     * Reads {@code none}, {@code glorot}, {@code he}, {@code lecun}, {@code orthogonal} or {@code normal:S}.
     *
     * @throws IllegalArgumentException if it is none of these, or S is not a positive number
     */
    public static InitialWeights parse(String text) {
        if (text.startsWith(NORMAL_PREFIX)) {
            return new InitialWeights(Scheme.NORMAL, deviation(text));
        }
        for (Scheme scheme : Scheme.values()) {
            if (scheme != Scheme.NORMAL && text.equals(scheme.name().toLowerCase(Locale.ROOT))) {
                return new InitialWeights(scheme, 0);
            }
        }
        throw new IllegalArgumentException("weights are '" + text
                + "'; they must be none, glorot, he, lecun, orthogonal or normal:S");
    }

    private static double deviation(String text) {
        try {
            double deviation = Double.parseDouble(text.substring(NORMAL_PREFIX.length()));
            if (deviation > 0 && Double.isFinite(deviation)) {
                return deviation;
            }
        } catch (NumberFormatException notANumber) {
            // Complained about below, like a number that is none of those allowed.
        }
        throw new IllegalArgumentException("weights are '" + text
                + "'; the S of normal:S, a standard deviation, must be a positive number");
    }

    /** A matrix [outputs, inputs], row-major. */
    double[] matrix(int outputs, int inputs, RandomGenerator random) {
        return scheme == Scheme.ORTHOGONAL ? orthogonal(outputs, inputs, random)
                : normal(outputs * inputs, deviation(outputs, inputs), random);
    }

    private double deviation(int outputs, int inputs) {
        return switch (scheme) {
            case GLOROT -> Math.sqrt(2.0 / (inputs + outputs));
            case HE -> Math.sqrt(2.0 / inputs);
            case LECUN -> Math.sqrt(1.0 / inputs);
            case NORMAL -> deviation;
            case NONE, ORTHOGONAL -> throw new IllegalStateException(scheme + " has no deviation");
        };
    }

    /** Independent numbers of the normal distribution of mean 0. */
    static double[] normal(int count, double deviation, RandomGenerator random) {
        double[] drawn = new double[count];
        for (int i = 0; i < count; i++) {
            drawn[i] = deviation * random.nextGaussian();
        }
        return drawn;
    }

    /** The orthogonal factor of a normal matrix, evenly distributed: its signs are fixed by the other factor's diagonal. */
    private static double[] orthogonal(int outputs, int inputs, RandomGenerator random) {
        int longer = Math.max(outputs, inputs);
        int shorter = Math.min(outputs, inputs);
        DMatrixRMaj normal = DMatrixRMaj.wrap(longer, shorter, normal(longer * shorter, 1, random));
        QRDecomposition<DMatrixRMaj> decomposition = DecompositionFactory_DDRM.qr(longer, shorter);
        decomposition.decompose(normal);
        DMatrixRMaj q = decomposition.getQ(null, true);
        DMatrixRMaj r = decomposition.getR(null, true);
        double[] matrix = new double[outputs * inputs];
        for (int row = 0; row < longer; row++) {
            for (int column = 0; column < shorter; column++) {
                int index = outputs >= inputs ? row * inputs + column : column * inputs + row;
                matrix[index] = q.get(row, column) * Math.signum(r.get(column, column));
            }
        }
        return matrix;
    }

    /** As {@link #parse} reads it. */
    @Override
    public String toString() {
        return scheme == Scheme.NORMAL ? NORMAL_PREFIX + deviation : scheme.name().toLowerCase(Locale.ROOT);
    }
}
