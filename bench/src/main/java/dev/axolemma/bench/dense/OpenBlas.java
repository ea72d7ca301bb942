package dev.axolemma.bench.dense;

import dev.axolemma.Dtype;
import dev.axolemma.bench.Contestant;
import dev.axolemma.bench.DataAt;
import dev.axolemma.bench.rounds.RoundSubject;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;

/** A matrix product by OpenBLAS, whose library the user names: nothing of it is shipped. */
@SuppressWarnings("restricted")
final class OpenBlas implements RoundSubject {

    // Of cblas.h.
    private static final int ROW_MAJOR = 101;
    private static final int NOT_TRANSPOSED = 111;

    private final Arena arena = Arena.ofShared();
    private final Dtype dtype;
    private final MatrixShape shape;
    private final int threads;
    private final MethodHandle multiply;
    private final MethodHandle setThreads;
    private final MemorySegment left;
    private final MemorySegment right;
    private final MemorySegment result;

    /** @throws IllegalArgumentException if the library can't be loaded or has no such function */
    OpenBlas(Path library, Dtype dtype, MatrixShape shape, int threads) {
        this.dtype = dtype;
        this.shape = shape;
        this.threads = threads;
        SymbolLookup symbols = SymbolLookup.libraryLookup(library, arena);
        MemoryLayout real = dtype == Dtype.F32 ? ValueLayout.JAVA_FLOAT : ValueLayout.JAVA_DOUBLE;
        MemoryLayout integer = ValueLayout.JAVA_INT;
        MemoryLayout pointer = ValueLayout.ADDRESS;
        multiply = function(symbols, dtype == Dtype.F32 ? "cblas_sgemm" : "cblas_dgemm",
                FunctionDescriptor.ofVoid(integer, integer, integer, integer, integer, integer, real, pointer, integer,
                        pointer, integer, real, pointer, integer));
        setThreads = function(symbols, "openblas_set_num_threads", FunctionDescriptor.ofVoid(integer));
        left = filled(shape.m() * shape.k());
        right = filled(shape.k() * shape.n());
        result = filled(shape.m() * shape.n());
    }

    private static MethodHandle function(SymbolLookup symbols, String name, FunctionDescriptor type) {
        MemorySegment address = symbols.find(name).orElseThrow(() ->
                new IllegalArgumentException("the library has no function " + name));
        return Linker.nativeLinker().downcallHandle(address, type);
    }

    private MemorySegment filled(int length) {
        MemorySegment numbers = new Filled(dtype).random(length).data();
        return arena.allocate(numbers.byteSize(), 64).copyFrom(numbers);
    }

    @Override
    public String name() {
        return "product " + shape;
    }

    @Override
    public Contestant by() {
        return new Contestant("OpenBLAS", DataAt.HOST);
    }

    @Override
    public int threads() {
        return threads;
    }

    @Override
    public double operations() {
        return shape.operations();
    }

    @Override
    public void run() {
        try {
            setThreads.invokeExact(threads);
            if (dtype == Dtype.F32) {
                multiply.invokeExact(ROW_MAJOR, NOT_TRANSPOSED, NOT_TRANSPOSED, shape.m(), shape.n(), shape.k(), 1f, left,
                        shape.k(), right, shape.n(), 0f, result, shape.n());
            } else {
                multiply.invokeExact(ROW_MAJOR, NOT_TRANSPOSED, NOT_TRANSPOSED, shape.m(), shape.n(), shape.k(), 1.0, left,
                        shape.k(), right, shape.n(), 0.0, result, shape.n());
            }
        } catch (Throwable impossible) {
            throw new AssertionError(impossible);
        }
    }

    @Override
    public void close() {
        arena.close();
    }
}
