package dev.axolemma;

import dev.axolemma.spi.Backend;
import dev.axolemma.spi.Memory;
import dev.axolemma.spi.Processor;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.StampedLock;
import java.util.function.Function;

/**
 * Computes activations and their gradients on one processor.
 *
 * <p>Every processor returns the same bits. An engine is safe to share between threads. Closing it waits for calls in
 * flight; closing twice is harmless; use after closing throws {@link EngineClosedException}.
 *
 * <pre>{@code
 * try (Engine engine = Engine.open()) {
 *     engine.forward(Activations.sigmoid(), x, y);
 * }
 * }</pre>
 */
public final class Engine implements AutoCloseable {

    private final Processor processor;
    private final EngineInformation information;
    private final PreparedKernels kernels;
    private final Set<Buffer> buffers = ConcurrentHashMap.newKeySet();
    // Calls in flight hold it for reading; closing holds it for writing.
    private final StampedLock lock = new StampedLock();
    private boolean closed;

    Engine(Processor processor, EngineInformation information) {
        this.processor = processor;
        this.information = information;
        this.kernels = new PreparedKernels(this, processor);
    }

    /**
     * Opens the best processor there is.
     *
     * @throws BackendUnavailableException if a default backend is set that can't compute here, or there is none at all
     */
    public static Engine open() {
        return builder().open();
    }

    /** Sets backend, device, threads or executor, and warm-up. */
    public static EngineBuilder builder() {
        return new EngineBuilder();
    }

    /** Every backend on the class path and module path, available or not, best first. */
    public static List<Backend> backends() {
        List<Backend> found = new ArrayList<>();
        for (Backend backend : ServiceLoader.load(Backend.class, Engine.class.getClassLoader())) {
            found.add(backend);
        }
        found.sort((a, b) -> Integer.compare(b.rank(), a.rank()));
        return found;
    }

    /** What this engine computes with, and why not with something better. */
    public EngineInformation information() {
        return information;
    }

    /**
     * Compiles an operation. Kernels are cached: operations that differ only in name and parameter values share one.
     *
     * @throws EngineClosedException if the engine is closed
     */
    public Kernel prepare(Operation operation, Dtype dtype) {
        long call = enter();
        try {
            return kernels.prepare(operation, dtype);
        } finally {
            exit(call);
        }
    }

    /**
     * Compiles a chain. Kernels are cached: chains that differ only in parameter values share one.
     *
     * @throws EngineClosedException if the engine is closed
     */
    public ChainKernel prepare(Chain chain, Dtype dtype) {
        long call = enter();
        try {
            return kernels.prepare(chain, dtype);
        } finally {
            exit(call);
        }
    }

    /**
     * Compiles a dense chain. Kernels are cached: chains that differ only in parameter values share one.
     *
     * @throws EngineClosedException if the engine is closed
     */
    public DenseKernel prepare(DenseChain chain, Dtype dtype) {
        long call = enter();
        try {
            return kernels.prepare(chain, dtype);
        } finally {
            exit(call);
        }
    }

    /**
     * Compiles a reduction of what an operation computes. Kernels are cached: those of operations that differ only in
     * name and parameter values share one.
     *
     * @throws IllegalArgumentException if the operation has several outputs
     * @throws EngineClosedException if the engine is closed
     */
    public ReductionKernel prepare(Reduction reduction, Operation operation, Dtype dtype) {
        if (operation.outputs().size() != 1) {
            throw new IllegalArgumentException("operation " + operation.name() + " has " + operation.outputs().size()
                    + " outputs; that of a reduction has 1");
        }
        long call = enter();
        try {
            return kernels.prepare(reduction, operation, dtype);
        } finally {
            exit(call);
        }
    }

    /**
     * Compiles a row-wise function, or its gradient. Kernels are cached.
     *
     * @param direction {@link Direction#FORWARD} or {@link Direction#BACKWARD_FROM_OUTPUT}
     * @throws IllegalArgumentException for another direction
     * @throws EngineClosedException if the engine is closed
     */
    public RowwiseKernel prepare(Rowwise function, Direction direction, Dtype dtype) {
        if (direction != Direction.FORWARD && direction != Direction.BACKWARD_FROM_OUTPUT) {
            throw new IllegalArgumentException("direction is " + direction.label() + "; that of " + function.label()
                    + " must be " + Direction.FORWARD.label() + " or " + Direction.BACKWARD_FROM_OUTPUT.label());
        }
        long call = enter();
        try {
            return kernels.prepare(function, direction, dtype);
        } finally {
            exit(call);
        }
    }

    /** y = f(x) for an activation of one input; {@code y} may be {@code x}. See {@link Kernel#run}. */
    public void forward(Activation activation, float[] x, float[] y) {
        forward(activation, Span.of(x), Span.of(y));
    }

    /** y = f(x) for an activation of one input; {@code y} may be {@code x}. See {@link Kernel#run}. */
    public void forward(Activation activation, double[] x, double[] y) {
        forward(activation, Span.of(x), Span.of(y));
    }

    /** The value of an activation: its inputs in order, then the output. See {@link Kernel#run}. */
    public void forward(Activation activation, Span... operands) {
        run(activation, Direction.FORWARD, operands);
    }

    /** dy = f'(x) for an activation of one input; {@code dy} may be {@code x}. See {@link Kernel#run}. */
    public void derivative(Activation activation, float[] x, float[] dy) {
        derivative(activation, Span.of(x), Span.of(dy));
    }

    /** dy = f'(x) for an activation of one input; {@code dy} may be {@code x}. See {@link Kernel#run}. */
    public void derivative(Activation activation, double[] x, double[] dy) {
        derivative(activation, Span.of(x), Span.of(dy));
    }

    /** The derivative of an activation in x0: its inputs in order, then the output. See {@link Kernel#run}. */
    public void derivative(Activation activation, Span... operands) {
        run(activation, Direction.DERIVATIVE, operands);
    }

    /** gradX = gradY · f'(x), in one pass; {@code gradX} may be {@code x} or {@code gradY}. See {@link Kernel#run}. */
    public void backward(Activation activation, float[] x, float[] gradY, float[] gradX) {
        backward(activation, Span.of(x), Span.of(gradY), Span.of(gradX));
    }

    /** gradX = gradY · f'(x), in one pass; {@code gradX} may be {@code x} or {@code gradY}. See {@link Kernel#run}. */
    public void backward(Activation activation, double[] x, double[] gradY, double[] gradX) {
        backward(activation, Span.of(x), Span.of(gradY), Span.of(gradX));
    }

    /**
     * The gradient of every input: the inputs in order, the upstream gradient, then one output for each input. See
     * {@link Kernel#run}.
     */
    public void backward(Activation activation, Span... operands) {
        run(activation, Direction.BACKWARD, operands);
    }

    /**
     * The gradient at the input of the first of a chain's layers, rounded once to the dtype; it may be {@code
     * upstream}. See {@link ChainKernel#run}.
     *
     * @param chain its layers; whether it has weights is told by {@code weights}
     * @param z the pre-activations, [depth, n] row-major
     * @param weights one for each layer, or [depth, n] row-major, or null for none
     * @param upstream the gradient at the output of the last layer, n elements, or null for 1
     * @param gradient gets the result, n elements
     */
    public void chain(Chain chain, float[] z, float[] weights, float[] upstream, float[] gradient) {
        chain(chain, Span.of(z), weights == null ? null : Span.of(weights), upstream == null ? null : Span.of(upstream),
                Span.of(gradient));
    }

    /** The same in {@code f64}. */
    public void chain(Chain chain, double[] z, double[] weights, double[] upstream, double[] gradient) {
        chain(chain, Span.of(z), weights == null ? null : Span.of(weights), upstream == null ? null : Span.of(upstream),
                Span.of(gradient));
    }

    private void chain(Chain chain, Span z, Span weights, Span upstream, Span gradient) {
        int depth = chain.depth();
        long n = gradient.length();
        ChainOperands operands = ChainOperands.of(layers("z", z, depth, n)).gradient(gradient);
        if (weights != null) {
            operands = operands.weights(weights.length() == depth ? Layers.perLayer(weights, n)
                    : layers("weights", weights, depth, n));
        }
        chain(weights == null ? chain : chain.withWeights(), upstream == null ? operands : operands.upstream(upstream));
    }

    private static Layers layers(String name, Span span, int depth, long n) {
        if (span.length() != depth * n) {
            throw new IllegalArgumentException(name + " has " + span.length() + " elements; it must have " + depth * n
                    + ": " + n + ", as the gradient has, for each of " + depth + " layers");
        }
        return Layers.of(span, depth);
    }

    /** Whatever results of a chain the operands ask for. See {@link ChainKernel#run}. */
    public void chain(Chain chain, ChainOperands operands) {
        kernels.of(chain, operands.z().dtype()).run(operands);
    }

    /** A reduction of an array. See {@link ReductionKernel#run}. */
    public float reduce(Reduction reduction, float[] x) {
        return reduce(reduction, Activations.identity(), x);
    }

    /** A reduction of an array. See {@link ReductionKernel#run}. */
    public double reduce(Reduction reduction, double[] x) {
        return reduce(reduction, Activations.identity(), x);
    }

    /** A reduction of f(x), which is never stored, for an activation of one input. See {@link ReductionKernel#run}. */
    public float reduce(Reduction reduction, Activation activation, float[] x) {
        float[] result = new float[1];
        reduce(reduction, activation, Span.of(x), Span.of(result).broadcast(x.length));
        return result[0];
    }

    /** A reduction of f(x), which is never stored, for an activation of one input. See {@link ReductionKernel#run}. */
    public double reduce(Reduction reduction, Activation activation, double[] x) {
        double[] result = new double[1];
        reduce(reduction, activation, Span.of(x), Span.of(result).broadcast(x.length));
        return result[0];
    }

    /**
     * A reduction of an activation's value, of all elements or per channel: the inputs in order, then the result. See
     * {@link ReductionKernel#run}.
     */
    public void reduce(Reduction reduction, Activation activation, Span... operands) {
        kernels.of(reduction, activation, dtype(operands)).run(operands);
    }

    /** y = f(x) along an axis; {@code y} may be {@code x}. See {@link RowwiseKernel#run}. */
    public void forward(Rowwise function, Axis axis, Span x, Span y) {
        prepare(function, Direction.FORWARD, x.dtype()).run(axis, x, y);
    }

    /** The gradient at x from the saved output y, along an axis. See {@link RowwiseKernel#run}. */
    public void backwardFromOutput(Rowwise function, Axis axis, Span y, Span gradY, Span gradX) {
        prepare(function, Direction.BACKWARD_FROM_OUTPUT, y.dtype()).run(axis, y, gradY, gradX);
    }

    /**
     * The matrix product result = left · right of row-major matrices. The sum over k is the one that {@link
     * DenseChain} defines to the last bit. Returns when it is written, unless all lie in buffers: see {@link
     * #allocate}.
     *
     * @param left of shape [m, k]
     * @param right of shape [k, n]
     * @param result of shape [m, n]; it shares no memory with the others
     * @throws IllegalArgumentException if a size is negative or a matrix does not fit; nothing has been written then
     * @throws EngineClosedException if the engine is closed
     */
    public void multiply(Span left, Span right, Span result, int m, int k, int n) {
        long call = enter();
        try {
            checkSize("m", m);
            checkSize("k", k);
            checkSize("n", n);
            PlainSpans spans = new PlainSpans(this, left.dtype());
            spans.checkInput("left", left, (long) m * k);
            spans.checkInput("right", right, (long) k * n);
            spans.checkResult("result", result, (long) m * n);
            processor.multiply(left, right, result, m, k, n);
        } finally {
            exit(call);
        }
    }

    private static void checkSize(String name, int size) {
        if (size < 0) {
            throw new IllegalArgumentException(name + " is " + size + "; it must be at least 0");
        }
    }

    private void run(Activation activation, Direction direction, Span... operands) {
        kernels.of(activation, direction, dtype(operands)).run(operands);
    }

    /** Of the first operand; that there is none, the kernel will say. */
    private static Dtype dtype(Span[] operands) {
        return operands.length == 0 || operands[0] == null ? Dtype.F32 : operands[0].dtype();
    }

    /**
     * Room for numbers where this engine computes fastest: in its device's memory, or aligned in the host's. Kernels
     * whose operands all lie there return before they are done; what reads a buffer waits for them, and {@link
     * #synchronize}.
     *
     * @param length the number of elements
     * @return a buffer of zeros, to be closed when it is not needed any more
     * @throws IllegalArgumentException if {@code length} is negative
     * @throws OutOfDeviceMemoryException if there is no such room
     * @throws EngineClosedException if the engine is closed
     */
    public Buffer allocate(Dtype dtype, long length) {
        if (length < 0 || length > Long.MAX_VALUE / dtype.bytes()) {
            throw new IllegalArgumentException("length is " + length + "; it must be from 0 to "
                    + Long.MAX_VALUE / dtype.bytes());
        }
        return with(device -> hold(device.allocate(length * dtype.bytes()), dtype, length));
    }

    /**
     * A buffer of memory of this engine's processor: of whatever lies there. For who implements a backend; others have
     * {@link #allocate}.
     *
     * @param memory is closed with the buffer, or at once if there is no buffer because of an exception
     * @param length the number of elements
     * @throws IllegalArgumentException if the memory is another processor's, or does not have these elements
     * @throws EngineClosedException if the engine is closed
     */
    public Buffer buffer(Memory memory, Dtype dtype, long length) {
        try {
            return with(owner -> {
                if (memory.processor() != owner) {
                    throw new IllegalArgumentException("memory is " + memory
                            + ", of another processor; it must be of this engine's");
                }
                return hold(memory, dtype, length);
            });
        } catch (RuntimeException refused) {
            memory.close();
            throw refused;
        }
    }

    /** To be called within a call, so that closing the engine finds the buffer. */
    private Buffer hold(Memory memory, Dtype dtype, long length) {
        Buffer buffer = new Buffer(this, dtype, length, memory);
        buffers.add(buffer);
        return buffer;
    }

    /**
     * Does with this engine's processor what it alone offers. For who implements a backend: the processor checks
     * nothing.
     *
     * @param use neither closes nor keeps the processor, which is not closed meanwhile; it does not call the engine,
     *        which may wait for it to return
     * @throws EngineClosedException if the engine is closed
     */
    public <R> R with(Function<? super Processor, ? extends R> use) {
        long call = enter();
        try {
            return use.apply(processor);
        } finally {
            exit(call);
        }
    }

    /**
     * Waits until everything computed in buffers is done.
     *
     * @throws EngineClosedException if the engine is closed
     */
    public void synchronize() {
        long call = enter();
        try {
            processor.synchronize();
        } finally {
            exit(call);
        }
    }

    /** Copies numbers from one span to another, after checking both. */
    void copy(Span from, Span to) {
        long call = enter();
        try {
            if (from.dtype() != to.dtype()) {
                throw new IllegalArgumentException("source has dtype " + from.dtype().label() + "; it must have "
                        + to.dtype().label() + ", as the target has");
            }
            PlainSpans spans = new PlainSpans(this, to.dtype());
            spans.checkInput("source", from, to.length());
            spans.checkResult("target", to, to.length());
            processor.copy(from, to);
        } finally {
            exit(call);
        }
    }

    /** Gives back a buffer's memory, once no call is in flight. */
    void release(Buffer buffer, Memory memory) {
        long stamp = lock.writeLock();
        try {
            if (buffers.remove(buffer)) {
                memory.close();
            }
        } finally {
            lock.unlockWrite(stamp);
        }
    }

    boolean owns(Memory memory) {
        return memory.processor() == processor;
    }

    /** Waits for calls in flight, then gives back everything that the engine holds, its buffers included. */
    @Override
    public void close() {
        long stamp = lock.writeLock();
        try {
            if (!closed) {
                closed = true;
                try {
                    buffers.forEach(Buffer::forget);
                } finally {
                    buffers.clear();
                    processor.close();
                }
            }
        } finally {
            lock.unlockWrite(stamp);
        }
    }

    /** Begins a call; {@link #exit} with the returned stamp ends it. */
    long enter() {
        long stamp = lock.readLock();
        if (closed) {
            lock.unlockRead(stamp);
            throw new EngineClosedException();
        }
        return stamp;
    }

    void exit(long stamp) {
        lock.unlockRead(stamp);
    }
}
