package dev.axolemma.cpu;

import dev.axolemma.Chain;
import dev.axolemma.DenseChain;
import dev.axolemma.Direction;
import dev.axolemma.Dtype;
import dev.axolemma.Operation;
import dev.axolemma.OutOfDeviceMemoryException;
import dev.axolemma.Reduction;
import dev.axolemma.Rowwise;
import dev.axolemma.Span;
import dev.axolemma.compiler.Lowering;
import dev.axolemma.compiler.Program;
import dev.axolemma.spi.ChainExecutable;
import dev.axolemma.spi.DenseExecutable;
import dev.axolemma.spi.Executable;
import dev.axolemma.spi.Memory;
import dev.axolemma.spi.Processor;
import dev.axolemma.spi.RowwiseExecutable;
import dev.axolemma.spi.Settings;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Compiles operations to code that this JVM runs. Whatever the dtype, all code behind this door computes in its
 * arithmetic one: numbers are converted where a {@link Block} is read or written.
 */
final class CpuProcessor implements Processor {

    private final Workers workers;
    /** Writes the code that is used first; without it that is scalar. */
    private final Optional<Vectorizer> vectorizer;
    private final Optional<WarmUp> warmUp;
    private final Map<Dtype, MatrixProduct> products = new ConcurrentHashMap<>();

    private CpuProcessor(Workers workers, Optional<Vectorizer> vectorizer, Optional<WarmUp> warmUp) {
        this.workers = workers;
        this.vectorizer = vectorizer;
        this.warmUp = warmUp;
    }

    static CpuProcessor scalar(Settings settings) {
        return new CpuProcessor(new Workers(settings), Optional.empty(), Optional.empty());
    }

    /** Vectors of {@code bits} bits, after scalar code has answered the first calls, if that is wanted. */
    static CpuProcessor simd(int bits, Settings settings) {
        Optional<Vectorizer> vectorizer = Optional.of(new Vectorizer(bits));
        return settings.warmUp()
                ? new CpuProcessor(new Workers(settings), Optional.empty(), vectorizer.map(WarmUp::new))
                : new CpuProcessor(new Workers(settings), vectorizer, Optional.empty());
    }

    @Override
    public MapKernel prepare(Operation operation, Dtype dtype) {
        return prepare(Lowering.lower(operation, dtype));
    }

    @Override
    public ChainExecutable prepare(Chain chain, Dtype dtype) {
        return new ElementwiseChain(chain, dtype.arithmetic(), this::prepare, workers);
    }

    @Override
    public DenseExecutable prepare(DenseChain chain, Dtype dtype) {
        return new DenseLayers(chain, dtype.arithmetic(), operation -> prepare(operation, dtype),
                product(dtype.arithmetic()), workers);
    }

    @Override
    public Executable prepare(Reduction reduction, Operation operation, Dtype dtype) {
        return new CpuReduction(reduction, operation, dtype.arithmetic(), this::prepare, workers);
    }

    @Override
    public RowwiseExecutable prepare(Rowwise function, Direction direction, Dtype dtype) {
        return new RowwiseFunction(function, direction, dtype, this::prepare, workers);
    }

    @Override
    public void multiply(Span left, Span right, Span result, int m, int k, int n) {
        boolean shared = workers.areShareable(left, right, result);
        product(left.dtype().arithmetic()).multiply(Matrix.of(left, m, k), Matrix.of(right, k, n),
                (tile, rooms) -> tile.write(result, n), shared);
    }

    MapKernel prepare(Program program) {
        Code first = vectorizer.flatMap(simd -> simd.vectorize(program, Container.ARRAY))
                .orElseGet(() -> Code.of(program, new ScalarEmitter.Elements()));
        return new MapKernel(program, first, workers, this::upgrade);
    }

    /** Sees to it that there is better code soon, or at once where nothing is to be warmed up. */
    private void upgrade(LiveCode code) {
        warmUp.ifPresent(thread -> thread.begin(code));
        if (!code.isThere()) {
            vectorizer.flatMap(simd -> simd.vectorize(code.program(), code.container())).ifPresent(code::use);
        }
    }

    MatrixProduct product(Dtype dtype) {
        return products.computeIfAbsent(dtype, this::makeProduct);
    }

    private MatrixProduct makeProduct(Dtype dtype) {
        ProductCode first = vectorizer.flatMap(simd -> simd.vectorize(dtype))
                .orElseGet(() -> ProductCode.of(dtype, new ScalarEmitter.Elements()));
        return new MatrixProduct(first, workers, product -> warmUp.ifPresent(thread -> thread.begin(product)));
    }

    @Override
    public Memory allocate(long bytes) {
        try {
            return new HostMemory(this, bytes);
        } catch (OutOfMemoryError none) {
            // The limit of direct memory is the heap's, unless it was set.
            throw new OutOfDeviceMemoryException("the host", bytes, Runtime.getRuntime().maxMemory());
        }
    }

    @Override
    public void copy(Span from, Span to) {
        to.segment().copyFrom(from.segment());
    }

    /** Nothing to wait for: a launch returns when it is done. */
    @Override
    public void synchronize() {
    }

    @Override
    public void close() {
        warmUp.ifPresent(WarmUp::close);
        workers.close();
    }
}
