package dev.axolemma.device;

import dev.axolemma.Dtype;
import dev.axolemma.compiler.Program;
import java.util.List;

/**
 * What a chain's kernel is written from. It takes each gradient through all layers, the last layer first.
 *
 * <p>Its arguments, in this order, each if it is there, numbers being {@code long} unless said otherwise. A matrix is
 * [depth, n]: memory, first number, and the distance from a layer to the next; anything else memory and first number.
 * <ol>
 * <li>The pre-activations, a matrix.
 * <li>The weights, a matrix; the distance is that from number to number if there is one for each layer.
 * <li>The upstream gradient.
 * <li>The gradient.
 * <li>The significands; the exponents, an {@code int} each.
 * <li>The gradients of the layers, a matrix.
 * <li>Which of the programs each layer has, an {@code int} each.
 * <li>The run-time scalars, {@link #scalars()} for each layer.
 * <li>The depth; the number of elements.
 * </ol>
 *
 * @param layers the programs, of {@link dev.axolemma.compiler.ChainLowering}, of layers that differ
 * @param normalisation brings a gradient to the one scaling that users see
 * @param rounding makes a gradient one number
 * @param period after how many layers a gradient must be normalised
 * @param weights how many there are
 * @param upstream whether there is an upstream gradient
 * @param results what is written
 */
public record ChainForm(List<Program> layers, Program normalisation, Program rounding, int period, Weights weights,
        boolean upstream, Results results) {

    /** How many weights a chain has. */
    public enum Weights {
        NONE, ONE_PER_LAYER, ONE_PER_ELEMENT
    }

    /** Which results are wanted. */
    public record Results(boolean gradient, boolean exactRange, boolean layerGradients) {
    }

    public Dtype dtype() {
        return normalisation.dtype();
    }

    /** How many run-time scalars a layer has room for. */
    public int scalars() {
        return scalars(layers);
    }

    static int scalars(List<Program> layers) {
        return layers.stream().mapToInt(layer -> layer.scalars().size()).max().orElseThrow();
    }
}
