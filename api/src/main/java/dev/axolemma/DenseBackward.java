package dev.axolemma;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a dense chain reads backwards, and which of its results it writes where. Matrices are row-major; the batch is
 * what the upstream gradient has rows of. At least one result is asked for; what is not asked for is not computed.
 *
 * <p>Immutable and safe to share between threads; operands made once may be run often.
 *
 * @param input the input of the forward pass, [batch, width 0]
 * @param weights the weights of each layer, [width l, width l − 1]
 * @param preActivations Z of each layer as the forward pass has kept it, [batch, width l]
 * @param upstream the gradient that arrives at the last layer's output, [batch, width L]
 * @param weightGradients gets the gradient of each layer's weights, [width l, width l − 1]
 * @param biasGradients gets the gradient of each layer's bias, width l numbers, whether the chain has biases or not
 * @param parameterGradients gets the gradients of the parameters of each layer's activation, in its order: as many numbers as
 *     it has parameters
 * @param inputGradient gets the gradient of the input, [batch, width 0]
 */
public record DenseBackward(Span input, List<Span> weights, List<Span> preActivations, Span upstream,
        Optional<List<Span>> weightGradients, Optional<List<Span>> biasGradients, Optional<List<Span>> parameterGradients,
        Optional<Span> inputGradient) {

    public DenseBackward {
        Objects.requireNonNull(input, "input");
        weights = List.copyOf(weights);
        preActivations = List.copyOf(preActivations);
        Objects.requireNonNull(upstream, "upstream");
        weightGradients = weightGradients.map(List::copyOf);
        biasGradients = biasGradients.map(List::copyOf);
        parameterGradients = parameterGradients.map(List::copyOf);
        Objects.requireNonNull(inputGradient, "inputGradient");
    }

    /** All of them. */
    public List<Span> spans() {
        return Stream.of(Stream.of(input, upstream), weights.stream(), preActivations.stream(),
                Stream.of(weightGradients, biasGradients, parameterGradients)
                        .flatMap(Optional::stream).flatMap(List::stream),
                inputGradient.stream()).flatMap(s -> s).toList();
    }

    /** What is read; no result is asked for yet. */
    public static DenseBackward of(Span input, List<Span> weights, List<Span> preActivations, Span upstream) {
        return new DenseBackward(input, weights, preActivations, upstream, Optional.empty(), Optional.empty(),
                Optional.empty(), Optional.empty());
    }

    /** Asks for the gradients of the weights too. */
    public DenseBackward weightGradients(List<Span> result) {
        return new DenseBackward(input, weights, preActivations, upstream, Optional.of(result), biasGradients,
                parameterGradients, inputGradient);
    }

    /** Asks for the gradients of the biases too. */
    public DenseBackward biasGradients(List<Span> result) {
        return new DenseBackward(input, weights, preActivations, upstream, weightGradients, Optional.of(result),
                parameterGradients, inputGradient);
    }

    /** Asks for the gradients of the activations' parameters too. */
    public DenseBackward parameterGradients(List<Span> result) {
        return new DenseBackward(input, weights, preActivations, upstream, weightGradients, biasGradients,
                Optional.of(result), inputGradient);
    }

    /** Asks for the gradient of the input too. */
    public DenseBackward inputGradient(Span result) {
        return new DenseBackward(input, weights, preActivations, upstream, weightGradients, biasGradients,
                parameterGradients, Optional.of(result));
    }
}
