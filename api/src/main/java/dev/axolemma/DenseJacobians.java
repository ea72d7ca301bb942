package dev.axolemma;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * What a dense chain's Jacobians are computed from, and where they are written. The batch is what the pre-activations
 * have rows of. Immutable and safe to share between threads.
 *
 * @param weights the weights of each layer, [width l, width l − 1], row-major
 * @param preActivations Z of each layer as the forward pass has kept it, [batch, width l]
 * @param jacobians gets the derivative of each row's output with respect to its input, [batch, width L, width 0]
 */
public record DenseJacobians(List<Span> weights, List<Span> preActivations, Span jacobians) {

    public DenseJacobians {
        weights = List.copyOf(weights);
        preActivations = List.copyOf(preActivations);
        Objects.requireNonNull(jacobians, "jacobians");
    }

    /** All of them. */
    public List<Span> spans() {
        return Stream.of(weights.stream(), preActivations.stream(), Stream.of(jacobians)).flatMap(s -> s).toList();
    }
}
