package dev.axolemma.bench.depth;

import java.util.List;
import java.util.Locale;

/**
 * What depth does to the gradient with one activation.
 *
 * @param activation its name
 * @param kind in a word
 * @param bitsPerLayer by how much the mean of log2 of the magnitude changes a layer, from the first layer passed to the
 *     last where not all gradients are zero; NaN if they are zero from the first on
 */
public record Verdict(String activation, Kind kind, double bitsPerLayer) {

    /** Changes of fewer bits a layer are none: a factor of 2 in twenty layers. */
    public static final double HOLDS_WITHIN = 0.05;
    /** If more gradients than this share end as zero, the rest does not count. */
    public static final double MOST_ZEROS = 0.5;

    /** What becomes of the gradient. */
    public enum Kind {
        VANISHES, HOLDS, EXPLODES;

        /** In lower case. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** @param rows those of one activation, by depth */
    public static Verdict of(List<DepthRow> rows) {
        double rate = rate(rows);
        boolean zero = rows.getLast().zeroShare() > MOST_ZEROS;
        Kind kind = zero || rate < -HOLDS_WITHIN ? Kind.VANISHES : rate > HOLDS_WITHIN ? Kind.EXPLODES : Kind.HOLDS;
        return new Verdict(rows.getFirst().activation(), kind, rate);
    }

    private static double rate(List<DepthRow> rows) {
        List<DepthRow> alive = rows.stream().filter(row -> !Double.isNaN(row.meanLog2())).toList();
        if (alive.isEmpty()) {
            return Double.NaN;
        }
        DepthRow first = alive.getFirst();
        DepthRow last = alive.getLast();
        return first == last ? first.meanLog2()
                : (last.meanLog2() - first.meanLog2()) / (last.depth() - first.depth());
    }

    /** The thresholds, in a sentence. */
    public static String thresholds() {
        return String.format(Locale.ROOT, "holds: the mean of log2|gradient| changes by at most %.2f bits a layer; vanishes:"
                + " it falls faster, or more than %.0f %% of the gradients end as zero; explodes: it rises faster.",
                HOLDS_WITHIN, 100 * MOST_ZEROS);
    }
}
