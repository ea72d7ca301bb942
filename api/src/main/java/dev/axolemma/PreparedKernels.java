package dev.axolemma;

import dev.axolemma.spi.ChainExecutable;
import dev.axolemma.spi.DenseExecutable;
import dev.axolemma.spi.Executable;
import dev.axolemma.spi.Processor;
import java.util.List;

/**
 * The kernels that an engine has prepared. What a processor compiles is kept by its shape, which operations share that
 * differ only in name and parameter values; kernels for calls without a kernel are kept by what is called.
 */
final class PreparedKernels {

    private static final int CAPACITY = 512;

    /** Equality is written out so that it is not linked at run time, before the first kernel: see decision 25. */
    private record Shape(List<Object> shape, Dtype dtype) {

        @Override
        public boolean equals(Object other) {
            return other instanceof Shape key && dtype == key.dtype && shape.equals(key.shape);
        }

        @Override
        public int hashCode() {
            return 31 * shape.hashCode() + dtype.ordinal();
        }
    }

    private record Call(Activation activation, Direction direction, Dtype dtype) {
    }

    private record ChainCall(Chain chain, Dtype dtype) {
    }

    private record ReductionCall(Reduction reduction, Activation activation, Dtype dtype) {
    }

    private record RowwiseCall(Rowwise function, Direction direction, Dtype dtype) {
    }

    private final Engine engine;
    private final Processor processor;
    private final BoundedCache<Shape, Executable> executables = new BoundedCache<>(CAPACITY);
    private final BoundedCache<Shape, ChainExecutable> chains = new BoundedCache<>(CAPACITY);
    private final BoundedCache<Shape, DenseExecutable> denseChains = new BoundedCache<>(CAPACITY);
    private final BoundedCache<Call, Kernel> calls = new BoundedCache<>(CAPACITY);
    private final BoundedCache<ChainCall, ChainKernel> chainCalls = new BoundedCache<>(CAPACITY);
    private final BoundedCache<ReductionCall, ReductionKernel> reductionCalls = new BoundedCache<>(CAPACITY);
    private final BoundedCache<RowwiseCall, RowwiseKernel> rowwiseCalls = new BoundedCache<>(CAPACITY);

    PreparedKernels(Engine engine, Processor processor) {
        this.engine = engine;
        this.processor = processor;
    }

    Kernel prepare(Operation operation, Dtype dtype) {
        return new Kernel(engine, operation, dtype, executables.get(new Shape(operation.shape(), dtype),
                key -> processor.prepare(operation, dtype)));
    }

    ChainKernel prepare(Chain chain, Dtype dtype) {
        return new ChainKernel(engine, chain, dtype, chains.get(new Shape(chain.shape(), dtype),
                key -> processor.prepare(chain, dtype)));
    }

    DenseKernel prepare(DenseChain chain, Dtype dtype) {
        return new DenseKernel(engine, chain, dtype, denseChains.get(new Shape(chain.shape(), dtype),
                key -> processor.prepare(chain, dtype)));
    }

    ReductionKernel prepare(Reduction reduction, Operation operation, Dtype dtype) {
        return new ReductionKernel(engine, reduction, operation, dtype,
                executables.get(new Shape(List.of(reduction, operation.shape()), dtype),
                        key -> processor.prepare(reduction, operation, dtype)));
    }

    RowwiseKernel prepare(Rowwise function, Direction direction, Dtype dtype) {
        return rowwiseCalls.get(new RowwiseCall(function, direction, dtype), key ->
                new RowwiseKernel(engine, function, direction, dtype, processor.prepare(function, direction, dtype)));
    }

    /** The kernel of {@link Engine#forward} and its like. */
    Kernel of(Activation activation, Direction direction, Dtype dtype) {
        return calls.get(new Call(activation, direction, dtype), call ->
                engine.prepare(Operation.of(call.activation(), call.direction()), call.dtype()));
    }

    /** The kernel of {@link Engine#chain(Chain, ChainOperands)}. */
    ChainKernel of(Chain chain, Dtype dtype) {
        return chainCalls.get(new ChainCall(chain, dtype), call -> engine.prepare(call.chain(), call.dtype()));
    }

    /** The kernel of {@link Engine#reduce(Reduction, Activation, Span...)}. */
    ReductionKernel of(Reduction reduction, Activation activation, Dtype dtype) {
        return reductionCalls.get(new ReductionCall(reduction, activation, dtype), call -> engine.prepare(
                call.reduction(), Operation.of(call.activation(), Direction.FORWARD), call.dtype()));
    }
}
