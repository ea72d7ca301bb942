package dev.axolemma.cpu;

import java.util.function.Consumer;

/** Multiplies matrices of a dtype, with whatever code there is for it by now. */
final class MatrixProduct {

    private final Workers workers;
    private volatile ProductCode code;
    private Consumer<MatrixProduct> onFirstUse;

    /** @param onFirstUse called once, before the first product is computed; a race may call it twice */
    MatrixProduct(ProductCode code, Workers workers, Consumer<MatrixProduct> onFirstUse) {
        this.code = code;
        this.workers = workers;
        this.onFirstUse = onFirstUse;
    }

    ProductCode code() {
        return code;
    }

    /** Lets the next product run with other code. */
    void use(ProductCode better) {
        code = better;
    }

    /**
     * Computes left · right, tile by tile.
     *
     * @param epilogue what becomes of the tiles
     * @param shared whether other threads may see the matrices and what the epilogue writes
     */
    void multiply(Matrix left, Matrix right, Epilogue epilogue, boolean shared) {
        begin();
        ProductCode current = code;
        int threads = workers.threads(instructions(left, right, current), shared);
        Tiling tiling = Tiling.of(left.rows(), right.columns(), current, threads);
        Workers.Work work = (from, to) -> {
            ProductRooms rooms = workers.scratch().product();
            ProductTile tile = new ProductTile(current, left, right, rooms);
            for (int number = (int) from; number < to; number++) {
                epilogue.finish(tile.compute(tiling, number), rooms);
            }
        };
        workers.run(work, tiling.count(), 1, threads);
    }

    private void begin() {
        if (onFirstUse != null) {
            Consumer<MatrixProduct> begin = onFirstUse;
            onFirstUse = null;
            begin.accept(this);
        }
    }

    /** For each multiplication another to load, about. */
    private static long instructions(Matrix left, Matrix right, ProductCode code) {
        double multiplications = (double) left.rows() * left.columns() * right.columns();
        return (long) (2 * multiplications / code.tile().lanes());
    }
}
