package dev.axolemma;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Dense layers one after the other: what a layer returns for a batch of rows is the next one's input. Layer l has a
 * weight matrix W[l] of shape [width l, width l − 1], row-major, a bias b[l] of width l if there are biases, and an
 * activation f[l].
 *
 * <pre>{@code
 * forward:   A[0] = input;   for l = 1 … L:   Z[l] = A[l − 1] · W[l]ᵀ + b[l]   and   A[l] = f[l](Z[l])
 *
 * backward:  G[L] = upstream gradient
 * for l = L … 1:   D[l] = G[l] ⊙ f'[l](Z[l])   and   G[l − 1] = D[l] · W[l]
 *                  dW[l] = D[l]ᵀ · A[l − 1]    and   db[l] = D[l]ᵀ · 1
 *                  dp[l] = 1ᵀ · (G[l] ⊙ ∂f[l]/∂p (Z[l])) · 1 for each parameter p of f[l]
 *
 * Jacobian of a row:   J = diag(f'[L](Z[L])) · W[L]
 * for l = L − 1 … 1:   J = (J · diag(f'[l](Z[l]))) · W[l]
 * }</pre>
 *
 * <p>Activations and their derivatives have the bits that {@link Engine#forward} and {@link Engine#derivative} give.
 * Each multiplication by a derivative and each addition of a bias is rounded once. The sum over k in a matrix product
 * is defined to the last bit: it is cut at multiples of 1,024 of k; the sum of such a block starts at +0, and each
 * product is added in the order of k with a fused multiply-add; the block sums are added as a binary tree, of whose
 * two halves the left one has as many blocks as the largest power of two below their number. So the results don't
 * depend on threads or on the processor. A sum over the batch, as of a bias, is that of a product with ones; that of a
 * parameter's gradient runs over the batch first, for each column, and then over the columns.
 *
 * <p>Immutable and safe to share between threads. {@link Engine#prepare(DenseChain, Dtype)} compiles one.
 *
 * @param widths the width of the input, then that of each layer
 * @param layers the activation of each layer, the first layer first
 * @param biased whether each layer has a bias
 */
public record DenseChain(List<Integer> widths, List<Activation> layers, boolean biased) {

    /** How many elements a layer has at most for a whole batch. */
    public static final int LARGEST = 1 << 30;

    /**
     * @throws IllegalArgumentException if there are no layers, a width is below 1, the widths are not one more than the
     *         layers, or an activation is null or has several inputs
     */
    public DenseChain {
        if (layers.isEmpty()) {
            throw new IllegalArgumentException("layers is empty; a dense chain has at least one layer");
        }
        if (widths.size() != layers.size() + 1) {
            throw new IllegalArgumentException("widths are " + widths.size() + "; there must be " + (layers.size() + 1)
                    + ": that of the input and of each of " + layers.size() + " layers");
        }
        for (int i = 0; i < widths.size(); i++) {
            if (widths.get(i) == null || widths.get(i) < 1) {
                throw new IllegalArgumentException("width " + i + " is " + widths.get(i) + "; it must be at least 1");
            }
        }
        for (int i = 0; i < layers.size(); i++) {
            Chain.check(i, layers.get(i));
        }
        widths = List.copyOf(widths);
        layers = List.copyOf(layers);
    }

    /**
     * The same activation in every layer, without biases.
     *
     * @param widths the width of the input, then that of each layer
     * @throws IllegalArgumentException if there are fewer than two widths, one is below 1, or the activation has several
     *         inputs
     */
    public static DenseChain of(Activation activation, int... widths) {
        return of(Collections.nCopies(Math.max(0, widths.length - 1), activation), widths);
    }

    /**
     * An activation for each layer, the first layer first, without biases.
     *
     * @param widths the width of the input, then that of each layer
     * @throws IllegalArgumentException if there are no layers, a width is below 1, the widths are not one more than the
     *         layers, or an activation is null or has several inputs
     */
    public static DenseChain of(List<Activation> layers, int... widths) {
        return new DenseChain(IntStream.of(widths).boxed().toList(), layers, false);
    }

    /** This chain with a bias in each layer. */
    public DenseChain withBiases() {
        return new DenseChain(widths, layers, true);
    }

    /** The number of layers. */
    public int depth() {
        return layers.size();
    }

    /** The width of a layer's output, the first layer being number 1; that of number 0 is the input's. */
    public int width(int layer) {
        return widths.get(layer);
    }

    /** What a kernel depends on: all but the names and the parameters' values. */
    List<Object> shape() {
        Map<Activation, List<Object>> known = new HashMap<>();
        List<Object> shape = new ArrayList<>(List.of(biased, widths));
        for (Activation layer : layers) {
            shape.add(known.computeIfAbsent(layer, activation -> List.of(
                    Operation.of(activation, Direction.FORWARD).shape(),
                    Operation.backward(activation, activation.variables()).shape())));
        }
        return shape;
    }

    /** As in {@code dense chain of widths 784, 512, 10}. */
    @Override
    public String toString() {
        return "dense chain of widths " + String.join(", ", widths.stream().map(String::valueOf).toList());
    }
}
