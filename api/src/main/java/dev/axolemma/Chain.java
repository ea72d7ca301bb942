package dev.axolemma;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What backpropagation multiplies along depth, element by element: the gradient that arrives at the last layer's output
 * passes layer after layer, backwards, and is multiplied by the derivative of each layer's activation at its
 * pre-activation z, and then by the layer's weight if there are weights.
 *
 * <pre>{@code
 * G[L] = upstream gradient
 * for l = L … 1:   D[l] = G[l] · f'[l](z[l])   and   G[l − 1] = D[l] · w[l]
 * }</pre>
 *
 * <p>Each derivative is rounded to the dtype, to the bits that {@link Engine#derivative} gives; each multiplication is
 * rounded once to the dtype's precision, but the exponent has no bounds. So the gradient of a thousand layers is neither 0
 * nor infinite unless a factor is, and off by no more than half an ULP for each multiplication.
 *
 * <p>Immutable and safe to share between threads. {@link Engine#chain} computes one.
 *
 * @param layers the activation of each layer, the first layer first
 * @param weighted whether each layer has a weight
 */
public record Chain(List<Activation> layers, boolean weighted) {

    /** How many layers a chain has at most: the exponent of the longest product still fits an {@code int}. */
    public static final int DEEPEST = 1 << 19;

    /**
     * @throws IllegalArgumentException if there are no layers or more than {@link #DEEPEST}, or if one is null or an
     *         activation of several inputs
     */
    public Chain {
        checkDepth(layers.size());
        for (int i = 0; i < layers.size(); i++) {
            check(i, layers.get(i));
        }
        layers = List.copyOf(layers);
    }

    private static void checkDepth(int depth) {
        if (depth < 1 || depth > DEEPEST) {
            throw new IllegalArgumentException("depth is " + depth + "; it must be from 1 to " + DEEPEST);
        }
    }

    static void check(int layer, Activation activation) {
        if (activation == null) {
            throw new IllegalArgumentException("layer " + layer + " is null; it must be an activation");
        }
        if (activation.inputs() != 1) {
            throw new IllegalArgumentException("layer " + layer + " is " + activation + ", which has "
                    + activation.inputs() + " inputs; a chain's activations have 1");
        }
    }

    /**
     * The same activation in all of {@code depth} layers, without weights.
     *
     * @throws IllegalArgumentException if the depth is below 1 or above {@link #DEEPEST}, or the activation has several
     *         inputs
     */
    public static Chain of(int depth, Activation activation) {
        checkDepth(depth);
        return of(Collections.nCopies(depth, activation));
    }

    /**
     * An activation for each layer, the first layer first, without weights.
     *
     * @throws IllegalArgumentException if there are no layers or more than {@link #DEEPEST}, or if one is null or an
     *         activation of several inputs
     */
    public static Chain of(List<Activation> layers) {
        return new Chain(layers, false);
    }

    /** This chain with a weight in each layer. */
    public Chain withWeights() {
        return new Chain(layers, true);
    }

    /** The number of layers. */
    public int depth() {
        return layers.size();
    }

    /** What the gradient is multiplied by in a layer of this activation, before the weight. */
    public static Operation derivative(Activation activation) {
        return Operation.of(activation, Direction.DERIVATIVE);
    }

    /** What a kernel depends on: all but the names and the parameters' values. */
    List<Object> shape() {
        Map<Activation, List<Object>> known = new HashMap<>();
        List<Object> shape = new ArrayList<>(List.of(weighted));
        for (Activation layer : layers) {
            shape.add(known.computeIfAbsent(layer, activation -> derivative(activation).shape()));
        }
        return shape;
    }

    /** As in {@code chain of 50 layers}. */
    @Override
    public String toString() {
        return "chain of " + depth() + (weighted ? " weighted layers" : " layers");
    }
}
