package dev.axolemma.device;

import dev.axolemma.Activations;
import dev.axolemma.Axis;
import dev.axolemma.Chain;
import dev.axolemma.DenseChain;
import dev.axolemma.Direction;
import dev.axolemma.Dtype;
import dev.axolemma.Operation;
import dev.axolemma.Reduction;
import dev.axolemma.Rowwise;
import dev.axolemma.Span;
import dev.axolemma.compiler.Lowering;
import dev.axolemma.spi.ChainExecutable;
import dev.axolemma.spi.DenseExecutable;
import dev.axolemma.spi.Executable;
import dev.axolemma.spi.Memory;
import dev.axolemma.spi.Processor;
import dev.axolemma.spi.RowwiseExecutable;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Computes on an accelerator: operands in its memory where they lie, others in copies. */
public final class DeviceProcessor implements Processor {

    private static final double[] NO_PARAMETERS = {};

    private final Accelerator accelerator;
    private final boolean hasDoubles;
    private final Machine machine;
    private final Map<Dtype, DeviceProduct> products = new ConcurrentHashMap<>();
    private final Map<Dtype, ProgramKernels> copies = new ConcurrentHashMap<>();
    private boolean closed;

    /**
     * @param accelerator is closed with the processor
     * @param skeletons write its kernels
     * @param hasDoubles whether it computes in f64
     */
    public DeviceProcessor(Accelerator accelerator, Skeletons skeletons, boolean hasDoubles) {
        this.accelerator = accelerator;
        this.hasDoubles = hasDoubles;
        Queue queue = new Queue(accelerator);
        machine = new Machine(queue, new Pool(this, queue), skeletons);
    }

    Machine machine() {
        return machine;
    }

    /** What it computes on. */
    public Accelerator accelerator() {
        return accelerator;
    }

    /** Memory of the accelerator that was not allocated here; closed with the allocation, after everything launched. */
    public Memory memory(Accelerator.Allocation allocation) {
        return new DeviceMemory(this, allocation);
    }

    /** Queues something of the backend's own among the kernels. */
    public void enqueue(Runnable command) {
        machine.queue().enqueue(command);
    }

    @Override
    public Executable prepare(Operation operation, Dtype dtype) {
        check(dtype);
        return new HostedMap(new ProgramKernels(Lowering.lower(operation, dtype.arithmetic()), machine), this);
    }

    @Override
    public ChainExecutable prepare(Chain chain, Dtype dtype) {
        check(dtype);
        return new DeviceChain(chain, dtype.arithmetic(), this);
    }

    @Override
    public DenseExecutable prepare(DenseChain chain, Dtype dtype) {
        check(dtype);
        return new DeviceDense(chain, dtype.arithmetic(), product(dtype.arithmetic()), this);
    }

    @Override
    public Executable prepare(Reduction reduction, Operation operation, Dtype dtype) {
        check(dtype);
        return new DeviceReduction(reduction, operation, dtype.arithmetic(), this);
    }

    @Override
    public RowwiseExecutable prepare(Rowwise function, Direction direction, Dtype dtype) {
        check(dtype);
        return new DeviceRowwise(function, direction, dtype.arithmetic(), this);
    }

    private void check(Dtype dtype) {
        if (dtype == Dtype.F64 && !hasDoubles) {
            throw new IllegalArgumentException("dtype is f64; " + accelerator.name() + " has no f64");
        }
    }

    @Override
    public void multiply(Span left, Span right, Span result, int m, int k, int n) {
        check(left.dtype());
        if (result.length() == 0) {
            return;
        }
        try (Residence residence = new Residence(this)) {
            DeviceMatrix all = DeviceMatrix.of(residence.computable(right), k, n);
            Span source = residence.source(left);
            Span target = residence.target(result);
            // The longer of a row of the left matrix and one of the result decides how many are a portion.
            Portions rows = Portions.ofRows(Axis.ofRows(m, n), residence.portion() / Math.max(k, n) * n);
            residence.compute(rows, rooms -> new ProductPortion(product(left.dtype().arithmetic()),
                    residence.computableWindow(source, rows.ofRows(k), rooms), all,
                    residence.computableWindow(target, rows, rooms)));
        }
    }

    private DeviceProduct product(Dtype dtype) {
        return products.computeIfAbsent(dtype, key -> new DeviceProduct(dtype, machine));
    }

    @Override
    public Memory allocate(long bytes) {
        DeviceMemory memory = machine.pool().allocate(bytes);
        try {
            machine.queue().clear(memory.allocation());
            machine.queue().finish();
        } catch (RuntimeException failed) {
            memory.close();
            throw failed;
        }
        return memory;
    }

    @Override
    public void copy(Span from, Span to) {
        machine.queue().finish();
        copyElements(from, 0, to);
        machine.queue().finish();
    }

    /**
     * Copies elements, rounded to another dtype if need be. At once, if that is the same and one of the spans is the host's: no
     * kernel that is queued uses the device's then.
     *
     * @param from any span
     * @param first the first of its elements to be copied
     * @param to a plain span, which says how many; in the device's memory, or {@code from} is
     */
    void copyElements(Span from, long first, Span to) {
        if (to.length() == 0) {
            return;
        }
        boolean isPlain = !from.isBroadcast() && from.dtype() == to.dtype();
        if (isPlain && to.memory().isEmpty()) {
            machine.queue().transferOut(from.slice(first, to.length()), to);
        } else if (isPlain && from.memory().isEmpty()) {
            machine.queue().transferIn(from.slice(first, to.length()), to);
        } else {
            convert(from, first, to);
        }
    }

    private void convert(Span from, long first, Span to) {
        try (Residence residence = new Residence(this)) {
            Span read = from.isBroadcast() ? residence.input(from) : residence.input(from.slice(first, to.length()));
            copy(read, first, residence.outputAsIs(to));
            residence.publish();
        }
    }

    private void copy(Span from, long first, Span to) {
        copies.computeIfAbsent(to.dtype().arithmetic(), dtype -> new ProgramKernels(
                        Lowering.lower(Operation.of(Activations.identity(), Direction.FORWARD), dtype), machine))
                .launch(new Span[] {from, to}, NO_PARAMETERS, first, to.length());
    }

    @Override
    public void synchronize() {
        machine.queue().finish();
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            machine.queue().drain();
            machine.pool().close();
            accelerator.close();
        }
    }
}
