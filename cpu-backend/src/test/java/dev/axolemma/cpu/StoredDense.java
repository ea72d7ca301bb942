package dev.axolemma.cpu;

import dev.axolemma.Activations;
import dev.axolemma.DenseBackward;
import dev.axolemma.DenseChain;
import dev.axolemma.DenseForward;
import dev.axolemma.DenseJacobians;
import dev.axolemma.Dtype;
import dev.axolemma.Parameter;
import dev.axolemma.Span;
import dev.axolemma.spi.DenseExecutable;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/** A dense chain in a format of storage and in f32. */
final class StoredDense {

    private final DenseChain chain = DenseChain.of(
            List.of(Activations.gelu(), Activations.elu().with("alpha", 0.5), Activations.tanh()), 3, 70, 17, 5)
            .withBiases();
    private final Dtype dtype;
    private final int batch;
    private final CpuProcessor plain;
    private final SplittableRandom random = new SplittableRandom(1);
    private final Twin input;
    private final Twin upstream;
    private final List<Twin> weights;
    private final List<Twin> biases;
    private final List<Twin> z;

    /** @param plain computes in f32 */
    StoredDense(Dtype dtype, int batch, CpuProcessor plain) {
        this.dtype = dtype;
        this.batch = batch;
        this.plain = plain;
        this.input = Twin.tame(random, dtype, batch * chain.width(0));
        this.upstream = Twin.tame(random, dtype, batch * chain.width(chain.depth()));
        this.weights = layers(this::weights, length -> Twin.tame(random, dtype, length));
        this.biases = layers(chain::width, length -> Twin.tame(random, dtype, length));
        this.z = layers(this::rows, length -> Twin.tame(random, dtype, length));
    }

    private int weights(int layer) {
        return chain.width(layer) * chain.width(layer - 1);
    }

    private int rows(int layer) {
        return batch * chain.width(layer);
    }

    private List<Twin> layers(IntUnaryOperator lengths, Function<Integer, Twin> twins) {
        return IntStream.rangeClosed(1, chain.depth()).map(lengths).boxed().map(twins).toList();
    }

    private List<Twin> empty(IntUnaryOperator lengths) {
        return layers(lengths, length -> Twin.empty(dtype, length));
    }

    private double[][] parameters() {
        return chain.layers().stream().map(layer -> layer.parameters().stream().mapToDouble(Parameter::value).toArray())
                .toArray(double[][]::new);
    }

    private static List<Span> side(List<Twin> twins, Function<Twin, Span> side) {
        return twins.stream().map(side).toList();
    }

    private static void check(String name, List<Twin> results) {
        results.forEach(result -> result.check(name));
    }

    void checkForward(CpuProcessor processor) {
        List<Twin> preActivations = empty(this::rows);
        Twin output = Twin.empty(dtype, rows(chain.depth()));
        Function<Function<Twin, Span>, DenseForward> operands = side ->
                DenseForward.of(side.apply(input), side(weights, side)).biases(side(biases, side))
                        .preActivations(side(preActivations, side)).output(side.apply(output));
        processor.prepare(chain, dtype).forward(operands.apply(Twin::stored), parameters());
        plain.prepare(chain, Dtype.F32).forward(operands.apply(Twin::wide), parameters());
        check("pre-activations", preActivations);
        output.check("output");
    }

    void checkBackward(CpuProcessor processor) {
        List<Twin> weightGradients = empty(this::weights);
        List<Twin> biasGradients = empty(chain::width);
        List<Twin> parameterGradients = empty(layer -> chain.layers().get(layer - 1).parameters().size());
        Twin inputGradient = Twin.empty(dtype, rows(0));
        Function<Function<Twin, Span>, DenseBackward> operands = side ->
                DenseBackward.of(side.apply(input), side(weights, side), side(z, side), side.apply(upstream))
                        .weightGradients(side(weightGradients, side)).biasGradients(side(biasGradients, side))
                        .parameterGradients(side(parameterGradients, side)).inputGradient(side.apply(inputGradient));
        processor.prepare(chain, dtype).backward(operands.apply(Twin::stored), parameters());
        plain.prepare(chain, Dtype.F32).backward(operands.apply(Twin::wide), parameters());
        check("weight gradients", weightGradients);
        check("bias gradients", biasGradients);
        check("parameter gradients", parameterGradients);
        inputGradient.check("input gradient");
    }

    void checkJacobians(CpuProcessor processor) {
        Twin jacobians = Twin.empty(dtype, rows(chain.depth()) * chain.width(0));
        Function<Function<Twin, Span>, DenseJacobians> operands = side ->
                new DenseJacobians(side(weights, side), side(z, side), side.apply(jacobians));
        DenseExecutable stored = processor.prepare(chain, dtype);
        stored.jacobians(operands.apply(Twin::stored), parameters());
        plain.prepare(chain, Dtype.F32).jacobians(operands.apply(Twin::wide), parameters());
        jacobians.check("jacobians");
    }
}
