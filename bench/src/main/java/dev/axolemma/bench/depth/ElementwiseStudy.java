package dev.axolemma.bench.depth;

import dev.axolemma.Activation;
import dev.axolemma.Chain;
import dev.axolemma.ChainOperands;
import dev.axolemma.Dtype;
import dev.axolemma.Engine;
import dev.axolemma.LayerStatistics;
import dev.axolemma.Layers;
import dev.axolemma.Span;
import dev.axolemma.bench.depth.InitialWeights.Scheme;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Independent products of derivatives at random pre-activations, computed in f64 as an elementwise chain. Every activation
 * gets the same pre-activations.
 *
 * @param depth layers
 * @param n products
 * @param weights none, or normal ones: the other schemes are for matrices
 */
public record ElementwiseStudy(int depth, int n, Preactivations preactivations, InitialWeights weights, long seed)
        implements DepthStudy {

    /** @throws IllegalArgumentException if the weights are those of a network, or there are too many pre-activations */
    public ElementwiseStudy {
        if (weights.scheme() != Scheme.NONE && weights.scheme() != Scheme.NORMAL) {
            throw new IllegalArgumentException("weights are " + weights
                    + ", which is for networks; those of an elementwise chain must be none or normal:S");
        }
        if ((long) depth * n > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("depth times n is " + (long) depth * n + "; it must be at most "
                    + Integer.MAX_VALUE);
        }
    }

    @Override
    public DepthResult of(Activation activation, Engine engine) {
        SplittableRandom random = new SplittableRandom(seed);
        int count = depth * n;
        ChainOperands operands = ChainOperands.of(layers(preactivations.draw(count, random.split())));
        Chain chain = Chain.of(depth, activation);
        if (weights.scheme() == Scheme.NORMAL) {
            operands = operands.weights(layers(InitialWeights.normal(count, weights.deviation(), random.split())));
            chain = chain.withWeights();
        }
        List<LayerStatistics> statistics = engine.prepare(chain, Dtype.F64).statistics(operands);
        List<DepthRow> rows = new ArrayList<>();
        for (int passed = 1; passed <= depth; passed++) {
            rows.add(DepthRow.of(activation.name(), passed, statistics.get(depth - passed)));
        }
        return new DepthResult(rows, List.of());
    }

    private Layers layers(double[] numbers) {
        return Layers.of(Span.of(numbers), depth);
    }

    @Override
    public String toString() {
        return n + " products of " + depth + " derivatives, pre-activations "
                + (preactivations == Preactivations.NORMAL ? "normal" : "of digits") + ", "
                + "weights " + weights + ", seed " + seed;
    }
}
