package dev.axolemma.cpu;

import dev.axolemma.Dtype;
import dev.axolemma.compiler.Paths;
import dev.axolemma.compiler.Program;
import java.util.Optional;

/**
 * How a program is laid out in code and in scratch memory: first lie the slots of the careful path, then a block for each
 * operand, then the slots of the main path, each a block. For one program, the careful path and its slots are the same
 * in every form, so that the careful path of one form may stand in for that of another.
 *
 * @param dtype the type of its numbers
 * @param container what its operands lie in
 * @param inputs how many of its operands are read
 * @param operands how many operands it has
 * @param scalars how many run-time scalars it has
 * @param main the stages of the main path
 * @param careful the stages of the careful path, if there is one
 * @param lanes how many elements one copy of the code computes
 * @param copies how many copies of the main path's code are interleaved
 * @param block how many elements a block has, a multiple of every step
 */
record Layout(Dtype dtype, Container container, int inputs, int operands, int scalars, Stages main,
        Optional<Stages> careful, int lanes, int copies, int block) {

    /** What all blocks together may take of the first-level cache, in bytes. */
    private static final int CACHE = 24 * 1024;
    static final int SHORTEST_BLOCK = 128;
    private static final int LONGEST_BLOCK = 1024;
    /** How many rare elements in a row are computed at once: a power of two times every step. */
    static final int LONGEST_RARE = 512;
    /** The longest piece of the careful path, in every form. */
    private static final int CAREFUL_PIECE = 28;
    /** The distance of the slots of the careful path: not a power of two, which would crowd them into a few cache sets. */
    static final int CAREFUL_STRIDE = LONGEST_RARE + 16;

    static Layout of(Program program, Form form) {
        Paths paths = Paths.of(program);
        Stages main = Stages.cut(paths.main(), form.longestPiece());
        int operands = program.operands();
        int copies = main.isWhole() ? form.copies(main.instructions()) : 1;
        int fitting = CACHE / (program.dtype().bytes() * (operands + main.slots()));
        int block = Integer.highestOneBit(Math.clamp(fitting, SHORTEST_BLOCK, LONGEST_BLOCK));
        return new Layout(program.dtype(), form.container(), program.inputs(), operands, program.scalars().size(), main,
                paths.careful().map(careful -> Stages.cut(careful, CAREFUL_PIECE)),
                form.lanes(program.dtype()), copies, block);
    }

    /** How many elements are computed at once. */
    int step() {
        return copies * lanes;
    }

    /** The distance of blocks: not a power of two either. */
    int stride() {
        return block + 16;
    }

    /** Where the block of an operand starts. */
    int operand(int number) {
        return careful.map(Stages::slots).orElse(0) * CAREFUL_STRIDE + number * stride();
    }

    /** Where the slots of the main path start. */
    int mainSlots() {
        return operand(operands);
    }

    /** How many numbers scratch memory has room for. */
    int scratch() {
        return mainSlots() + main.slots() * stride();
    }
}
