package dev.axolemma.cpu;

/** What becomes of the sums of a matrix product, tile by tile, while they are in the cache. */
interface Epilogue {

    /**
     * Takes a finished tile, on any thread. It may compute in the tile.
     *
     * @param rooms scratch memory of that thread; what the tile itself lies in is not free
     */
    void finish(SumTile tile, ProductRooms rooms);
}
