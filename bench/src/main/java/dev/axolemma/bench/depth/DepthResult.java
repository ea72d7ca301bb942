package dev.axolemma.bench.depth;

import java.util.List;

/**
 * What a study found of one activation.
 *
 * @param rows of each depth one, the layer next to the output first
 * @param jacobian log2 of the singular values of the Jacobian of the whole network, the greatest first; empty where there is
 *     no network
 */
public record DepthResult(List<DepthRow> rows, List<Double> jacobian) {

    public DepthResult {
        rows = List.copyOf(rows);
        jacobian = List.copyOf(jacobian);
    }

    /** The name of the activation. */
    public String activation() {
        return rows.getFirst().activation();
    }

    /** What depth does to the gradient. */
    public Verdict verdict() {
        return Verdict.of(rows);
    }
}
