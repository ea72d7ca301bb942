package dev.axolemma.cpu;

/**
 * What a thread needs to compute a tile of a matrix product.
 *
 * @param left the packed rows of the left matrix
 * @param right the packed columns of the right one
 * @param staging rows that lie in no Java array of the dtype
 * @param sums the sums of the tile, and of as many more as its sum over k needs
 * @param operands what an epilogue reads and writes besides
 */
record ProductRooms(Room left, Room right, Room staging, Room sums, Room operands) {

    ProductRooms() {
        this(new Room(), new Room(), new Room(), new Room(), new Room());
    }
}
