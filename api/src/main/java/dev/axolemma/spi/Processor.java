package dev.axolemma.spi;

import dev.axolemma.Chain;
import dev.axolemma.DenseChain;
import dev.axolemma.Direction;
import dev.axolemma.Dtype;
import dev.axolemma.Operation;
import dev.axolemma.Reduction;
import dev.axolemma.Rowwise;
import dev.axolemma.Span;

/** An open device. Safe to share between threads. Closing waits for calls in flight; closing twice is harmless. */
public interface Processor extends AutoCloseable {

    /** Compiles an operation. The result may be shared by operations that differ only in parameter values. */
    Executable prepare(Operation operation, Dtype dtype);

    /** Compiles a chain. The result may be shared by chains that differ only in parameter values. */
    ChainExecutable prepare(Chain chain, Dtype dtype);

    /** Compiles a dense chain. The result may be shared by chains that differ only in parameter values. */
    DenseExecutable prepare(DenseChain chain, Dtype dtype);

    /**
     * Compiles a reduction of the one output of an operation. The result may be shared by operations that differ only in
     * parameter values. Its last operand is the result, each of whose numbers gets the reduction of the elements that it
     * stands for, of which there is at least one where the reduction needs one; it shares no memory with an input.
     */
    Executable prepare(Reduction reduction, Operation operation, Dtype dtype);

    /** Compiles a row-wise function, {@link Direction#FORWARD} or {@link Direction#BACKWARD_FROM_OUTPUT}. */
    RowwiseExecutable prepare(Rowwise function, Direction direction, Dtype dtype);

    /**
     * The matrix product of row-major matrices of shapes [m, k] and [k, n]. The caller has checked everything: sizes, dtypes,
     * that the result overlaps nothing, and that nothing is closed.
     */
    void multiply(Span left, Span right, Span result, int m, int k, int n);

    /**
     * Memory where this processor computes fastest, full of zeros.
     *
     * @throws dev.axolemma.OutOfDeviceMemoryException if there is not so much
     */
    Memory allocate(long bytes);

    /**
     * Copies the numbers of a plain span to another of the same length and dtype, at least one of them in memory of this
     * processor, after everything launched so far. When it returns, host memory has been read or written.
     */
    void copy(Span from, Span to);

    /** Waits until everything launched is done. */
    void synchronize();

    @Override
    void close();
}
