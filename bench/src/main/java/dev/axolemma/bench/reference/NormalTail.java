package dev.axolemma.bench.reference;

/** erfc from 1/2 up, as e^(−x²) times a table of polynomials, and beyond the table a continued fraction. */
final class NormalTail {

    static final double START = 0.5;
    static final double END = 28;

    /** Relative error of {@link #scaled(double)}·e^(−x²) in plain arithmetic: that of x² is multiplied by x². */
    static final double PLAIN_ERROR = 0x1p-42;

    private static final int PIECES_PER_UNIT = 8;
    /** So that what is left out is below 2^-110 at a piece's ends. */
    private static final int TERMS = 24;
    private static final Polynomial[] PIECES = new Polynomial[(int) ((END - START) * PIECES_PER_UNIT)];

    static {
        for (int i = 0; i < PIECES.length; i++) {
            PIECES[i] = Coefficients.scaledErfc(centre(i), TERMS);
        }
    }

    private NormalTail() {
    }

    private static int piece(double x) {
        return Math.min((int) ((x - START) * PIECES_PER_UNIT), PIECES.length - 1);
    }

    private static double centre(int piece) {
        return START + (piece + 0.5) / PIECES_PER_UNIT;
    }

    /** e^(x²)·erfc(x) for x in [START, END]. */
    static double scaled(double x) {
        int piece = piece(x);
        return PIECES[piece].at(x - centre(piece));
    }

    /** Sets {@code result} to e^(x²)·erfc(x) for x from START to END; {@code scratch} and x are other registers. */
    static void scaled(Pair x, Pair scratch, Pair result) {
        int piece = piece(x.high * Pair.power((int) x.exponent));
        scratch.set(-centre(piece));
        scratch.add(x, scratch);
        PIECES[piece].at(scratch, result);
    }
}
