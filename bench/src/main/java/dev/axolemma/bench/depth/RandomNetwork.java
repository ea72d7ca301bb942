package dev.axolemma.bench.depth;

import dev.axolemma.Activation;
import dev.axolemma.Activations;
import dev.axolemma.Chain;
import dev.axolemma.ChainKernel;
import dev.axolemma.ChainOperands;
import dev.axolemma.DenseBackward;
import dev.axolemma.DenseChain;
import dev.axolemma.DenseForward;
import dev.axolemma.DenseJacobians;
import dev.axolemma.DenseKernel;
import dev.axolemma.Dtype;
import dev.axolemma.Engine;
import dev.axolemma.LayerStatistics;
import dev.axolemma.Layers;
import dev.axolemma.Span;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.SingularValueDecomposition_F64;

/** A dense network with a batch in it: each layer is a dense chain of its own, so that every gradient can be looked at. */
final class RandomNetwork {

    private final Activation activation;
    private final Engine engine;
    private final List<Integer> widths;
    private final List<double[]> weights;
    private final ChainKernel oneLayer;
    private final ChainKernel nothing;
    /** The input of each layer, the first layer first. */
    private final List<double[]> inputs = new ArrayList<>();
    private final List<double[]> preActivations = new ArrayList<>();

    /**
     * @param widths that of the input, then that of each layer
     * @param weights a matrix for each layer
     */
    RandomNetwork(Activation activation, Engine engine, List<Integer> widths, List<double[]> weights) {
        this.activation = activation;
        this.engine = engine;
        this.widths = widths;
        this.weights = weights;
        oneLayer = engine.prepare(Chain.of(1, activation), Dtype.F64);
        nothing = engine.prepare(Chain.of(1, Activations.identity()), Dtype.F64);
    }

    private int depth() {
        return weights.size();
    }

    private DenseKernel kernel(int layer) {
        return engine.prepare(DenseChain.of(activation, widths.get(layer), widths.get(layer + 1)), Dtype.F64);
    }

    private List<Span> weights(int layer) {
        return List.of(Span.of(weights.get(layer)));
    }

    void forward(double[] rows) {
        int batch = rows.length / widths.getFirst();
        double[] input = rows;
        for (int layer = 0; layer < depth(); layer++) {
            double[] z = new double[batch * widths.get(layer + 1)];
            double[] output = new double[z.length];
            kernel(layer).forward(DenseForward.of(Span.of(input), weights(layer)).preActivations(List.of(Span.of(z)))
                    .output(Span.of(output)));
            inputs.add(input);
            preActivations.add(z);
            input = output;
        }
    }

    /** What becomes of a gradient that arrives at the output, depth by depth. */
    List<DepthRow> backward(double[] upstream) {
        List<DepthRow> rows = new ArrayList<>();
        double[] gradient = upstream;
        for (int layer = depth() - 1; layer >= 0; layer--) {
            double[] next = new double[inputs.get(layer).length];
            kernel(layer).backward(DenseBackward.of(Span.of(inputs.get(layer)), weights(layer),
                    List.of(Span.of(preActivations.get(layer))), Span.of(gradient)).inputGradient(Span.of(next)));
            rows.add(row(layer, next));
            gradient = next;
        }
        return rows;
    }

    /** By chains of one layer; what nothing is done to is the gradient as it is. */
    private DepthRow row(int layer, double[] gradient) {
        LayerStatistics gradients = nothing.statistics(
                ChainOperands.of(layers(gradient)).upstream(Span.of(gradient))).getFirst();
        LayerStatistics outputs = oneLayer.statistics(ChainOperands.of(layers(preActivations.get(layer)))).getFirst();
        return new DepthRow(activation.name(), depth() - layer, gradients.meanLog2(), gradients.minLog2(),
                gradients.maxLog2(), gradients.zeroShare(), outputs.saturatedShare(), outputs.outputMean(),
                outputs.outputVariance());
    }

    private static Layers layers(double[] numbers) {
        return Layers.of(Span.of(numbers), 1);
    }

    /** log2 of the singular values of the Jacobian at the batch's first row, the greatest first. */
    List<Double> jacobian() {
        int last = widths.getLast();
        double[] jacobian = new double[last * widths.getFirst()];
        DenseChain all = DenseChain.of(Collections.nCopies(depth(), activation),
                widths.stream().mapToInt(Integer::intValue).toArray());
        List<Span> firstRows = IntStream.range(0, depth())
                .mapToObj(layer -> Span.of(preActivations.get(layer), 0, widths.get(layer + 1))).toList();
        engine.prepare(all, Dtype.F64).jacobians(new DenseJacobians(weights.stream().map(Span::of).toList(), firstRows,
                Span.of(jacobian)));
        SingularValueDecomposition_F64<DMatrixRMaj> decomposition =
                DecompositionFactory_DDRM.svd(last, widths.getFirst(), false, false, true);
        decomposition.decompose(DMatrixRMaj.wrap(last, widths.getFirst(), jacobian));
        return Arrays.stream(decomposition.getSingularValues()).map(value -> Math.log(value) / Math.log(2)).boxed()
                .sorted(Collections.reverseOrder()).toList();
    }
}
