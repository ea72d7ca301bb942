package dev.axolemma;

import java.util.Objects;
import java.util.Optional;

/**
 * What a chain reads, and where it writes which of its results. {@code z} has the shape [depth, n]; with it come the
 * weights, if the chain has them, and the upstream gradient, where it is not 1 for all. At least one result is asked for.
 * Nothing else is written: no derivative is ever stored.
 *
 * <p>Immutable and safe to share between threads; operands made once may be run often.
 *
 * @param z the pre-activations, [depth, n]
 * @param weights the weights, [depth, n]; {@link Layers#perLayer} has one for each layer
 * @param upstream the gradient that arrives at the output of the last layer, n elements; 1 for all if absent
 * @param gradient gets the gradient at the input of the first layer, n elements, rounded once to the dtype
 * @param exactRange gets the same gradient unrounded, n elements
 * @param layerGradients gets the gradient at the input of each layer, [depth, n], each rounded once to the dtype; that of
 *     layer 0 is {@code gradient}
 */
public record ChainOperands(Layers z, Optional<Layers> weights, Optional<Span> upstream, Optional<Span> gradient,
        Optional<ExactRangeSpan> exactRange, Optional<Layers> layerGradients) {

    public ChainOperands {
        Objects.requireNonNull(z, "z");
        Objects.requireNonNull(weights, "weights");
        Objects.requireNonNull(upstream, "upstream");
        Objects.requireNonNull(gradient, "gradient");
        Objects.requireNonNull(exactRange, "exactRange");
        Objects.requireNonNull(layerGradients, "layerGradients");
    }

    /** Pre-activations alone; no result is asked for yet. */
    public static ChainOperands of(Layers z) {
        return new ChainOperands(z, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(),
                Optional.empty());
    }

    /** These operands with weights. */
    public ChainOperands weights(Layers given) {
        return new ChainOperands(z, Optional.of(given), upstream, gradient, exactRange, layerGradients);
    }

    /** These operands with an upstream gradient. */
    public ChainOperands upstream(Span given) {
        return new ChainOperands(z, weights, Optional.of(given), gradient, exactRange, layerGradients);
    }

    /** Asks for the gradient too. */
    public ChainOperands gradient(Span result) {
        return new ChainOperands(z, weights, upstream, Optional.of(result), exactRange, layerGradients);
    }

    /** Asks for the gradient in exact range too. */
    public ChainOperands exactRange(ExactRangeSpan result) {
        return new ChainOperands(z, weights, upstream, gradient, Optional.of(result), layerGradients);
    }

    /** Asks for the gradient at the input of each layer too. */
    public ChainOperands layerGradients(Layers result) {
        return new ChainOperands(z, weights, upstream, gradient, exactRange, Optional.of(result));
    }
}
