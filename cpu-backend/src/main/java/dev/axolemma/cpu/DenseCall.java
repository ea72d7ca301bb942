package dev.axolemma.cpu;

import dev.axolemma.Span;

/**
 * One call of a dense chain. Layers are numbered from 1 on; number 0 is the input.
 *
 * @param parameters the parameters' values of each layer's activation
 * @param workspace for this call alone
 * @param shared whether other threads may see the operands
 */
record DenseCall(DenseLayers layers, double[][] parameters, DenseWorkspace workspace, boolean shared) {

    int depth() {
        return layers.chain().depth();
    }

    int width(int layer) {
        return layers.chain().width(layer);
    }

    /** The values of the parameters of a layer's activation. */
    double[] parameters(int layer) {
        return parameters[layer - 1];
    }

    /** Room for {@code rows} rows of a layer, which that of the layer before or after it is not. */
    Matrix rows(int rows, int layer) {
        return matrix(workspace.of(layer), rows, width(layer));
    }

    Matrix matrix(Room room, int rows, int columns) {
        return Matrix.of(room.span(layers.dtype(), rows * columns), rows, columns);
    }

    void multiply(Matrix left, Matrix right, Epilogue epilogue) {
        layers.product().multiply(left, right, epilogue, shared);
    }

    /** left · right, row-major in {@code result}. */
    void multiply(Matrix left, Matrix right, Span result) {
        multiply(left, right, (tile, rooms) -> tile.write(result, right.columns()));
    }

    /** The sum of each column, as a product with ones. */
    void sumColumns(Matrix matrix, Span result) {
        Matrix ones = matrix(workspace.ones(), 1, matrix.rows());
        Block.fill(ones.span().array(), 0, matrix.rows(), 1);
        multiply(ones, matrix, result);
    }
}
