package dev.axolemma.cpu;

/**
 * A matrix cut into tiles, numbered row after row.
 *
 * @param rows the rows of the matrix
 * @param columns its columns
 * @param tileRows the rows of a tile; the last ones have what is left
 * @param tileColumns the columns of a tile
 */
record Tiling(int rows, int columns, int tileRows, int tileColumns) {

    /** What is packed is used as often as a tile is long and wide. Its rows, packed, lie in the second-level cache. */
    private static final int LONGEST_SIDE = 512;
    private static final int SHORTEST_SIDE = 128;
    /** So many tiles a thread let all threads finish at about the same time. */
    private static final int TILES_PER_THREAD = 4;

    /** Tiles about as large as each other, not smaller than is needed to share them among {@code threads}. */
    static Tiling of(int rows, int columns, ProductCode code, int threads) {
        double fair = threads == 1 ? Double.MAX_VALUE : (double) rows * columns / (threads * TILES_PER_THREAD);
        double area = Math.clamp(fair, SHORTEST_SIDE * SHORTEST_SIDE, LONGEST_SIDE * LONGEST_SIDE);
        int longestRows = Math.clamp(rows, 1, (int) Math.sqrt(area));
        int longestColumns = (int) (area / longestRows);
        int unitColumns = code.tile().columns();
        return new Tiling(rows, columns, part(rows, longestRows, code.tile().rows()),
                part(columns, longestColumns, unitColumns));
    }

    /** The longest part, if a length is cut into the fewest parts of at most {@code longest}, rounded up to whole units. */
    private static int part(int length, int longest, int unit) {
        int parts = Math.max(1, Math.ceilDiv(length, longest));
        return Math.max(1, Math.ceilDiv(Math.ceilDiv(length, parts), unit)) * unit;
    }

    int count() {
        return Math.ceilDiv(rows, tileRows) * tilesPerRow();
    }

    int row(int tile) {
        return tile / tilesPerRow() * tileRows;
    }

    int column(int tile) {
        return tile % tilesPerRow() * tileColumns;
    }

    private int tilesPerRow() {
        return Math.ceilDiv(columns, tileColumns);
    }
}
