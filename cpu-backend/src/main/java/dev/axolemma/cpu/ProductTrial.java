package dev.axolemma.cpu;

/** Multiplies small panels and tells by the time it takes whether the code is compiled. */
final class ProductTrial {

    private static final int DEPTH = 16;
    /** How often HotSpot sees the code before it is timed. */
    private static final int CALLS = 10;

    private final ProductCode code;
    private final Object panel;
    private int fast;

    ProductTrial(ProductCode code) {
        this.code = code;
        int longest = Math.max(DEPTH, code.tile().rows()) * Math.max(code.tile().rows(), code.tile().columns());
        this.panel = new Room().atLeast(code.dtype(), 2 * longest);
    }

    /** Runs everything there is. */
    void run() {
        for (int i = 0; i < CALLS; i++) {
            call();
        }
        long start = System.nanoTime();
        call();
        if (System.nanoTime() - start < Trial.COMPILED * instructions()) {
            fast++;
        }
    }

    private void call() {
        RegisterTile tile = code.tile();
        code.kernel().run(panel, 0, panel, 0, DEPTH, panel, 0, tile.columns());
        call(code.left());
        call(code.right());
    }

    private void call(Packer packer) {
        packer.copy(panel, 0, 0, DEPTH, panel, 0);
        packer.transpose(panel, 0, 0, DEPTH, panel, 0);
    }

    /** Multiplications, and the elements that are packed. */
    private int instructions() {
        RegisterTile tile = code.tile();
        return DEPTH * (tile.rows() * tile.vectors() + 2 * tile.rows() + 2 * tile.columns());
    }

    boolean isCompiled() {
        return fast >= Trial.ENOUGH;
    }
}
