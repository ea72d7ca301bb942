package dev.axolemma.cuda;

import dev.axolemma.OutOfDeviceMemoryException;
import dev.axolemma.device.Accelerator;
import dev.axolemma.device.KernelBuildException;
import dev.axolemma.device.KernelSource;
import java.lang.foreign.MemorySegment;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import jcuda.driver.CUstream;

/** A GPU of NVIDIA's, one stream for its kernels and one for copies. */
final class CudaAccelerator implements Accelerator {

    /** Enough for every multiprocessor to have all the threads that it takes, several times over. */
    private static final int BLOCKS_PER_MULTIPROCESSOR = 64;

    /** Of floats, two pieces of {@link Staging} at once. */
    private static final long PORTION = 1 << 22;

    private final Driver driver;
    private final int device;
    private final Driver.Facts facts;
    private final Driver.Context context;
    private final Map<String, Driver.Module> modules = new ConcurrentHashMap<>();
    private final Driver.Stream kernels;
    private final Staging staging;

    CudaAccelerator(Driver driver, int device) {
        this.driver = driver;
        this.device = device;
        facts = driver.facts(device);
        context = driver.retain(device);
        Undo undo = new Undo(() -> driver.release(device));
        try {
            kernels = within(driver::createStream);
            undo.add(() -> giveBack(() -> driver.destroy(kernels)));
            staging = within(() -> new Staging(driver));
        } catch (CudaException failed) {
            undo.run();
            throw failed;
        }
    }

    /** Makes calls in the device's context, and leaves to the thread the one that it had: others use the driver too. */
    private <T> T within(Supplier<T> calls) {
        Driver.Context before = driver.current();
        driver.makeCurrent(context);
        try {
            return calls.get();
        } finally {
            new Undo(() -> driver.makeCurrent(before)).run();
        }
    }

    private void within(Runnable calls) {
        within(() -> {
            calls.run();
            return null;
        });
    }

    @Override
    public String name() {
        return facts.name();
    }

    @Override
    public long memory() {
        return facts.memory();
    }

    @Override
    public long portion() {
        return PORTION;
    }

    @Override
    public Allocation allocate(long bytes) {
        return within(() -> {
            try {
                Driver.Address address = driver.allocate(Math.max(1, bytes));
                return new OwnAllocation(address, bytes);
            } catch (CudaException failed) {
                throw failed.code() == CudaException.OUT_OF_MEMORY
                        ? new OutOfDeviceMemoryException(name(), bytes, driver.freeBytes()) : failed;
            }
        });
    }

    /**
     * Memory that stays somebody else's, from an address on.
     *
     * @throws IllegalArgumentException if kernels can't reach it
     */
    Driver.Region reach(long address) {
        return within(() -> driver.reachable(address).orElseThrow(() -> new IllegalArgumentException(
                "memory is at 0x" + Long.toHexString(address)
                        + "; it must be memory that kernels can reach in the primary context of " + name())));
    }

    /** Lets what is launched from now on begin after all that is in a stream. */
    void orderAfter(CUstream stream) {
        within(() -> order(driver.stream(stream), kernels));
    }

    /** Lets what gets into a stream from now on begin after all that has been launched. */
    void orderBefore(CUstream stream) {
        within(() -> order(kernels, driver.stream(stream)));
    }

    private void order(Driver.Stream first, Driver.Stream then) {
        Driver.Event event = driver.createEvent();
        try {
            driver.record(event, first);
            driver.await(then, event);
        } finally {
            new Undo(() -> driver.destroy(event)).run();
        }
    }

    /** A GPU behind a bus reads the host's memory slowly. */
    @Override
    public Optional<Allocation> wrap(MemorySegment segment) {
        return Optional.empty();
    }

    @Override
    public void clear(Allocation memory) {
        within(() -> driver.clear(address(memory), memory.bytes(), kernels));
    }

    @Override
    public void upload(MemorySegment from, Allocation to, long at) {
        within(() -> staging.upload(from, address(to), at));
    }

    @Override
    public void download(Allocation from, long at, MemorySegment to) {
        within(() -> staging.download(address(from), at, to));
    }

    /** Equal sources are one module. */
    @Override
    public CudaKernel compile(KernelSource source) {
        Driver.Module module = modules.computeIfAbsent(source.text(), text -> within(() -> load(source)));
        return within(() -> new CudaKernel(driver.function(module, source.name()), source.group()));
    }

    private Driver.Module load(KernelSource source) {
        StringBuilder log = new StringBuilder();
        try {
            return driver.load(source.text(), log);
        } catch (CudaException refused) {
            if (log.isEmpty()) {
                throw refused;
            }
            throw new KernelBuildException(name(), source, log.toString());
        }
    }

    @Override
    public void launch(CompiledKernel compiled, long items, Object... arguments) {
        CudaKernel kernel = (CudaKernel) compiled;
        long most = (long) facts.multiprocessors() * BLOCKS_PER_MULTIPROCESSOR;
        int blocks = (int) Math.min(Math.ceilDiv(items, kernel.group()), most);
        Object[] passed = arguments.clone();
        for (int i = 0; i < passed.length; i++) {
            if (passed[i] instanceof Allocation memory) {
                passed[i] = address(memory);
            }
        }
        within(() -> driver.launch(kernel.function(), blocks, kernel.group(), passed, kernels));
    }

    @Override
    public Mark mark() {
        Driver.Event event = within(driver::createEvent);
        try {
            within(() -> driver.record(event, kernels));
        } catch (CudaException failed) {
            destroy(event);
            throw failed;
        }
        return () -> {
            try {
                within(() -> driver.synchronize(event));
            } finally {
                destroy(event);
            }
        };
    }

    private void destroy(Driver.Event event) {
        giveBack(() -> driver.destroy(event));
    }

    /** A device that is lost takes nothing back; that the driver says so is no news. */
    private void giveBack(Runnable calls) {
        Driver.Context[] before = {context};
        Undo undo = new Undo(() -> driver.makeCurrent(before[0]));
        undo.add(calls);
        undo.add(() -> driver.makeCurrent(context));
        undo.add(() -> before[0] = driver.current());
        undo.run();
    }

    @Override
    public void finish() {
        within(() -> driver.synchronize(kernels));
    }

    @Override
    public void close() {
        Undo undo = new Undo(() -> driver.release(device));
        undo.add(() -> driver.destroy(kernels));
        undo.add(staging::close);
        modules.values().forEach(module -> undo.add(() -> driver.unload(module)));
        giveBack(undo::run);
    }

    private static Driver.Address address(Allocation allocation) {
        return ((CudaAllocation) allocation).start();
    }

    /** Memory that this accelerator gives back. */
    private final class OwnAllocation implements CudaAllocation {

        private final Driver.Address start;
        private final long bytes;

        OwnAllocation(Driver.Address start, long bytes) {
            this.start = start;
            this.bytes = bytes;
        }

        @Override
        public Driver.Address start() {
            return start;
        }

        @Override
        public long bytes() {
            return bytes;
        }

        @Override
        public void close() {
            giveBack(() -> driver.free(start));
        }
    }
}
