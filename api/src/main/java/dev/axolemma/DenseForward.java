package dev.axolemma;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a dense chain reads forwards, and which of its results it writes where. Matrices are row-major; the batch is
 * what the input has rows of. At least one result is asked for.
 *
 * <p>Immutable and safe to share between threads; operands made once may be run often.
 *
 * @param input the input, [batch, width 0]
 * @param weights the weights of each layer, [width l, width l − 1]
 * @param biases the bias of each layer, width l numbers; none if the chain has no biases
 * @param preActivations gets Z of each layer, [batch, width l]: what the backward pass reads
 * @param output gets the last layer's output, [batch, width L]
 */
public record DenseForward(Span input, List<Span> weights, List<Span> biases, Optional<List<Span>> preActivations,
        Optional<Span> output) {

    public DenseForward {
        Objects.requireNonNull(input, "input");
        weights = List.copyOf(weights);
        biases = List.copyOf(biases);
        preActivations = preActivations.map(List::copyOf);
        Objects.requireNonNull(output, "output");
    }

    /** All of them. */
    public List<Span> spans() {
        return Stream.of(Stream.of(input), weights.stream(), biases.stream(),
                preActivations.stream().flatMap(List::stream), output.stream()).flatMap(s -> s).toList();
    }

    /** Input and weights alone; no result is asked for yet. */
    public static DenseForward of(Span input, List<Span> weights) {
        return new DenseForward(input, weights, List.of(), Optional.empty(), Optional.empty());
    }

    /** These operands with the biases of the layers. */
    public DenseForward biases(List<Span> given) {
        return new DenseForward(input, weights, given, preActivations, output);
    }

    /** Asks for the pre-activations too. */
    public DenseForward preActivations(List<Span> result) {
        return new DenseForward(input, weights, biases, Optional.of(result), output);
    }

    /** Asks for the output too. */
    public DenseForward output(Span result) {
        return new DenseForward(input, weights, biases, preActivations, Optional.of(result));
    }
}
