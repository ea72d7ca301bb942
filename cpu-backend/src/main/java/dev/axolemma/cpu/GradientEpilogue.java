package dev.axolemma.cpu;

import dev.axolemma.Span;
import java.util.List;

/**
 * Multiplies gradients that arrive at a layer's output by the derivatives of its activation.
 *
 * @param width of the layer
 * @param z its pre-activations
 * @param repeat how many rows of gradients there are for each row of pre-activations
 * @param derivatives with respect to the input first, then with respect to parameters
 * @param values of the activation's parameters
 * @param results gets the product with each of the derivatives
 */
record GradientEpilogue(int width, Span z, int repeat, List<MapKernel> derivatives, double[] values, List<Span> results)
        implements Epilogue {

    @Override
    public void finish(SumTile tile, ProductRooms rooms) {
        Object room = rooms.operands().atLeast(tile.dtype(), 2 * tile.size());
        tile.read(z, width, repeat, room);
        for (int i = 0; i < derivatives.size(); i++) {
            Span[] operands = {tile.part(room, 0), tile.elements(), tile.part(room, tile.size())};
            derivatives.get(i).compute(operands, values, 0, tile.size());
            tile.write(room, tile.size(), results.get(i), width);
        }
    }
}
