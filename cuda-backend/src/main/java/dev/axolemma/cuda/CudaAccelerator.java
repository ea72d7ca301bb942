package dev.axolemma.cuda;

import dev.axolemma.OutOfDeviceMemoryException;
import dev.axolemma.device.Accelerator;
import dev.axolemma.device.KernelBuildException;
import dev.axolemma.device.KernelSource;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A GPU of NVIDIA's, one stream for its kernels and one for copies. */
final class CudaAccelerator implements Accelerator {

    /** Enough for every multiprocessor to have all the threads that it takes, several times over. */
    private static final int BLOCKS_PER_MULTIPROCESSOR = 64;

    private final Driver driver;
    private final int device;
    private final Driver.Facts facts;
    private final Driver.Context context;
    private final List<Driver.Module> modules = new ArrayList<>();
    private final Driver.Stream kernels;
    private final Staging staging;

    CudaAccelerator(Driver driver, int device) {
        this.driver = driver;
        this.device = device;
        facts = driver.facts(device);
        context = driver.retain(device);
        Undo undo = new Undo(() -> driver.release(device));
        try {
            driver.makeCurrent(context);
            kernels = driver.createStream();
            undo.add(() -> driver.destroy(kernels));
            staging = new Staging(driver);
        } catch (CudaException failed) {
            undo.run();
            throw failed;
        }
    }

    @Override
    public String name() {
        return facts.name();
    }

    @Override
    public long largestAllocation() {
        return facts.memory();
    }

    @Override
    public DeviceAllocation allocate(long bytes) {
        driver.makeCurrent(context);
        try {
            return new DeviceAllocation(driver.allocate(Math.max(1, bytes)), bytes);
        } catch (CudaException failed) {
            throw failed.code() == CudaException.OUT_OF_MEMORY
                    ? new OutOfDeviceMemoryException(name(), bytes, driver.freeBytes()) : failed;
        }
    }

    /** A GPU behind a bus reads the host's memory slowly. */
    @Override
    public Optional<Allocation> wrap(MemorySegment segment) {
        return Optional.empty();
    }

    @Override
    public void clear(Allocation memory) {
        driver.makeCurrent(context);
        driver.clear(address(memory), memory.bytes(), kernels);
    }

    @Override
    public void upload(MemorySegment from, Allocation to, long at) {
        driver.makeCurrent(context);
        staging.upload(from, address(to), at);
    }

    @Override
    public void download(Allocation from, long at, MemorySegment to) {
        driver.makeCurrent(context);
        staging.download(address(from), at, to);
    }

    @Override
    public CudaKernel compile(KernelSource source) {
        driver.makeCurrent(context);
        StringBuilder log = new StringBuilder();
        Driver.Module module;
        try {
            module = driver.load(source.text(), log);
        } catch (CudaException refused) {
            if (log.isEmpty()) {
                throw refused;
            }
            throw new KernelBuildException(name(), source, log.toString());
        }
        synchronized (modules) {
            modules.add(module);
        }
        return new CudaKernel(driver.function(module, source.name()), source.group());
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
        driver.makeCurrent(context);
        driver.launch(kernel.function(), blocks, kernel.group(), passed, kernels);
    }

    @Override
    public Mark mark() {
        driver.makeCurrent(context);
        Driver.Event event = driver.createEvent();
        try {
            driver.record(event, kernels);
        } catch (CudaException failed) {
            driver.destroy(event);
            throw failed;
        }
        return () -> {
            try {
                driver.makeCurrent(context);
                driver.synchronize(event);
            } finally {
                driver.destroy(event);
            }
        };
    }

    @Override
    public void finish() {
        driver.makeCurrent(context);
        driver.synchronize(kernels);
    }

    /** A device that is lost gives back nothing; that the driver says so is no news. */
    @Override
    public void close() {
        Undo undo = new Undo(() -> driver.release(device));
        undo.add(() -> driver.destroy(kernels));
        undo.add(staging::close);
        modules.forEach(module -> undo.add(() -> driver.unload(module)));
        undo.add(() -> driver.makeCurrent(context));
        undo.run();
    }

    private static Driver.Address address(Allocation allocation) {
        return ((DeviceAllocation) allocation).address;
    }

    /** Memory of a GPU. */
    private final class DeviceAllocation implements Allocation {

        private final Driver.Address address;
        private final long bytes;

        DeviceAllocation(Driver.Address address, long bytes) {
            this.address = address;
            this.bytes = bytes;
        }

        @Override
        public long bytes() {
            return bytes;
        }

        @Override
        public void close() {
            Undo undo = new Undo(() -> driver.free(address));
            undo.add(() -> driver.makeCurrent(context));
            undo.run();
        }
    }
}
