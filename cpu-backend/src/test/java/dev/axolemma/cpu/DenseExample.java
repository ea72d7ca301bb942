package dev.axolemma.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.axolemma.DenseBackward;
import dev.axolemma.DenseChain;
import dev.axolemma.DenseForward;
import dev.axolemma.DenseJacobians;
import dev.axolemma.Dtype;
import dev.axolemma.Parameter;
import dev.axolemma.Span;
import dev.axolemma.spi.DenseExecutable;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;

/** A dense chain, what it reads and what it must return. */
final class DenseExample {

    private static final double[] EDGES = {0.0, -0.0, 1e-45, 0x1p-1074, 1e30, 1e300, Double.POSITIVE_INFINITY,
        Double.NEGATIVE_INFINITY, Double.NaN, 100, -104};

    private final DenseChain chain;
    private final Dtype dtype;
    private final int batch;
    private final SplittableRandom random;
    private final double[] input;
    private final double[] upstream;
    private final List<double[]> weights = new ArrayList<>();
    private final List<double[]> biases = new ArrayList<>();
    private final PlainDense expected;

    /** @param edges whether some rows hold what goes beyond the ordinary */
    DenseExample(DenseChain chain, Dtype dtype, int batch, boolean edges) {
        this.chain = chain;
        this.dtype = dtype;
        this.batch = batch;
        this.random = new SplittableRandom(batch);
        for (int layer = 1; layer <= chain.depth(); layer++) {
            weights.add(ordinary(chain.width(layer) * chain.width(layer - 1), 1));
            biases.add(ordinary(chain.biased() ? chain.width(layer) : 0, 1));
        }
        input = ordinary(batch * chain.width(0), 2);
        upstream = ordinary(batch * chain.width(chain.depth()), 2);
        for (int i = 0; edges && i < EDGES.length && i < batch; i++) {
            input[i * chain.width(0)] = round(EDGES[i]);
            upstream[(batch - 1 - i) * chain.width(chain.depth())] = round(EDGES[i]);
        }
        expected = new PlainDense(chain, dtype, input, weights, biases);
        expected.backward(upstream);
    }

    private double[] ordinary(int length, double largest) {
        return random.doubles(length, -largest, largest).map(this::round).toArray();
    }

    private double round(double number) {
        return dtype == Dtype.F32 ? (float) number : number;
    }

    private double[][] parameters() {
        return chain.layers().stream().map(layer -> layer.parameters().stream().mapToDouble(Parameter::value).toArray())
                .toArray(double[][]::new);
    }

    /** Runs everything, with every operand in what {@code container} makes of an array, and holds it to the definition. */
    void check(DenseExecutable executable, Function<Span, Span> container) {
        Function<double[], Span> filled = numbers -> container.apply(Numbers.of(numbers, dtype, 1));
        List<Span> givenWeights = weights.stream().map(filled).toList();
        List<Span> z = empty(expected.preActivations, container);
        Span output = empty(expected.outputs.getLast(), container);
        DenseForward forward = DenseForward.of(filled.apply(input), givenWeights).preActivations(z).output(output);
        executable.forward(chain.biased() ? forward.biases(biases.stream().map(filled).toList()) : forward, parameters());
        check("pre-activations", z, expected.preActivations);
        check("output", List.of(output), List.of(expected.outputs.getLast()));

        DenseBackward backward = DenseBackward.of(filled.apply(input), givenWeights, z, filled.apply(upstream))
                .weightGradients(empty(expected.weightGradients, container))
                .biasGradients(empty(expected.biasGradients, container))
                .parameterGradients(empty(expected.parameterGradients, container))
                .inputGradient(empty(expected.inputGradient, container));
        executable.backward(backward, parameters());
        check("weight gradients", backward.weightGradients().orElseThrow(), expected.weightGradients);
        check("bias gradients", backward.biasGradients().orElseThrow(), expected.biasGradients);
        check("parameter gradients", backward.parameterGradients().orElseThrow(), expected.parameterGradients);
        check("input gradient", List.of(backward.inputGradient().orElseThrow()), List.of(expected.inputGradient));
    }

    void checkJacobians(DenseExecutable executable, Function<Span, Span> container) {
        List<Span> z = expected.preActivations.stream().map(numbers -> container.apply(Numbers.of(numbers, dtype, 2))).toList();
        List<Span> givenWeights = weights.stream().map(numbers -> container.apply(Numbers.of(numbers, dtype, 0))).toList();
        double[] jacobians = expected.jacobians();
        Span result = empty(jacobians, container);
        executable.jacobians(new DenseJacobians(givenWeights, z, result), parameters());
        check("jacobians", List.of(result), List.of(jacobians));
    }

    private List<Span> empty(List<double[]> like, Function<Span, Span> container) {
        return like.stream().map(numbers -> empty(numbers, container)).toList();
    }

    private Span empty(double[] like, Function<Span, Span> container) {
        return container.apply(Numbers.array(new long[like.length], dtype, 2));
    }

    private void check(String name, List<Span> results, List<double[]> expectedNumbers) {
        for (int i = 0; i < results.size(); i++) {
            assertThat(Numbers.get(results.get(i))).as("%s %d of %s, batch %d", name, i, chain, batch)
                    .isEqualTo(Numbers.bits(expectedNumbers.get(i), dtype));
        }
    }
}
