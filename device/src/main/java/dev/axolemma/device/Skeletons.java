package dev.axolemma.device;

import dev.axolemma.Dtype;
import dev.axolemma.compiler.Fold;
import dev.axolemma.compiler.Program;
import java.util.List;
import java.util.Optional;

/**
 * Writes kernels around programs, in the language of a device. An operand is passed as its memory and the number of its
 * first element there ({@code long}); a broadcast one with two more numbers ({@code long}): how many elements each of its
 * numbers stands for one after the other, and how many numbers there are. Run-time scalars come last, in their order.
 */
public interface Skeletons {

    /**
     * Applies a program to elements. Arguments: operands; the index of the first element, for operands that are broadcast
     * ({@code long}); the number of elements ({@code long}); scalars.
     *
     * @param operands as many as the program has
     */
    KernelSource map(Program program, List<Operand> operands);

    /** Passes gradients through the layers of a chain. Its arguments are described there. */
    KernelSource chain(ChainForm form);

    /**
     * Folds blocks of sequences to a number each, one work group a block: all blocks of a sequence, then those of the next.
     * Arguments: operands; the index of the first element, for operands that are broadcast; count, length, lanes,
     * distance, run and stride of the sequences: see {@link Sequences}; the result's memory and first number, and how
     * far the numbers of a sequence are from those of the next ({@code long} all); scalars.
     *
     * @param term what is folded, of the operands; empty if that is the one operand
     * @param operands of the term
     */
    KernelSource blocks(Optional<Program> term, Fold fold, List<Operand> operands, Dtype dtype);

    /**
     * Folds what blocks gave, one work group a sequence. Arguments: memory and first number of these; the number of
     * sequences and of blocks ({@code long}); the result's memory and first number.
     */
    KernelSource tree(Fold fold, Dtype dtype);

    /** How many rows of a matrix product a work item computes. */
    int PRODUCT_ROWS = 4;

    /**
     * Sums products of rows and columns over some k, in their order, from +0 on; a work item {@link #PRODUCT_ROWS} rows of so
     * many columns as it has lanes, row by row of such. Arguments: the left matrix's memory, first number, row stride, column
     * stride; the right one's memory, first number, row stride (its column stride is 1); the result's memory and first number;
     * its rows and columns; the first k and the last + 1 ({@code long} all).
     */
    KernelSource product(Dtype dtype);

    /**
     * Turns rows into columns, one work item an element of the result. Arguments: memory and first number of the matrix and of
     * the result; the rows and columns of the matrix ({@code long} all).
     */
    KernelSource transposition(Dtype dtype);

    /**
     * Keeps the first of several ones in each sequence, one work item a sequence. Arguments: memory and first number of the
     * elements; count, length, lanes, distance, run and stride of the sequences ({@code long} all).
     */
    KernelSource choice(Dtype dtype);
}
