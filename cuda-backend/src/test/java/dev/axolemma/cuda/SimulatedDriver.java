package dev.axolemma.cuda;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import jcuda.driver.CUstream;

/**
 * A driver with one GPU, a {@link PtxMachine}, which keeps account of all that it has given. Work is done when it is
 * waited for, and no sooner. Any call can be made to fail, as a real driver's may. Safe to share between threads: it lets
 * in one at a time.
 */
final class SimulatedDriver implements Driver {

    private static final int NEVER = -1;
    private static final long MEMORY = 1 << 24;

    private final DeviceMemory memory = new DeviceMemory();
    private final Set<Object> given = new LinkedHashSet<>();
    private final Map<CUstream, SimulatedStream> foreign = new IdentityHashMap<>();
    private final long bytes;
    private long free;
    private int calls;
    private int failing = NEVER;
    private int code;
    private CudaException lost;
    private Context current = new Handle("no context");

    SimulatedDriver() {
        this(MEMORY);
    }

    /** @param bytes how much memory the GPU has */
    SimulatedDriver(long bytes) {
        this.bytes = bytes;
        free = bytes;
    }

    private static final class Handle implements Context {

        private final String kind;

        Handle(String kind) {
            this.kind = kind;
        }

        @Override
        public String toString() {
            return kind;
        }
    }

    private record Memory(long value, long bytes) implements Address {
    }

    private record Host(MemorySegment segment, int number) implements Pinned {
    }

    private record Text(PtxMachine machine, String text, int number) implements Module, Function {
    }

    /** Lets a call fail from now on, 0 being the next; those that give something back never do. */
    synchronized void failAt(int call, int error) {
        calls = 0;
        failing = call;
        code = error;
    }

    synchronized void failNoMore() {
        failing = NEVER;
    }

    /** Memory that another library has allocated. */
    synchronized long lend(MemorySegment segment) {
        return memory.add(segment);
    }

    /** Whether the call that was to fail has been made. */
    synchronized boolean hasFailed() {
        return failing != NEVER && calls > failing;
    }

    /** What was given and has not been given back. */
    synchronized Set<Object> given() {
        return Set.copyOf(given);
    }

    private void enter(String call) {
        if (lost != null) {
            throw lost;
        }
        if (calls++ == failing) {
            CudaException failure = new CudaException(call, code, "CUDA_ERROR_SIMULATED", "as asked for");
            lost = failure.isDeviceLost() ? failure : null;
            throw failure;
        }
    }

    private <T> T give(T handle) {
        given.add(handle);
        return handle;
    }

    /** Of what can't be given back twice. */
    private void takeBack(Object handle) {
        if (!given.remove(handle)) {
            throw new AssertionError(handle + " is given back twice, or was never given");
        }
    }

    @Override
    public synchronized int version() {
        return 12_000;
    }

    @Override
    public synchronized int devices() {
        return 1;
    }

    @Override
    public synchronized Facts facts(int device) {
        enter("cuDeviceGetName");
        return new Facts("simulated GPU", bytes, 1, 6, 0);
    }

    @Override
    public synchronized Context retain(int device) {
        enter("cuDevicePrimaryCtxRetain");
        given.add("context");
        return new Handle("context");
    }

    @Override
    public synchronized void release(int device) {
        takeBack("context");
    }

    @Override
    public synchronized Context current() {
        enter("cuCtxGetCurrent");
        return current;
    }

    @Override
    public synchronized void makeCurrent(Context context) {
        enter("cuCtxSetCurrent");
        current = context;
    }

    @Override
    public synchronized Stream createStream() {
        enter("cuStreamCreate");
        return give(new SimulatedStream());
    }

    @Override
    public synchronized Stream stream(CUstream handle) {
        return foreign.computeIfAbsent(handle, created -> new SimulatedStream());
    }

    @Override
    public synchronized void synchronize(Stream stream) {
        enter("cuStreamSynchronize");
        SimulatedStream waitedFor = (SimulatedStream) stream;
        waitedFor.run(waitedFor.end());
    }

    @Override
    public synchronized void destroy(Stream stream) {
        takeBack(stream);
    }

    @Override
    public synchronized Event createEvent() {
        enter("cuEventCreate");
        return give(new SimulatedStream.Event());
    }

    @Override
    public synchronized void record(Event event, Stream stream) {
        enter("cuEventRecord");
        ((SimulatedStream.Event) event).record((SimulatedStream) stream);
    }

    @Override
    public synchronized void await(Stream stream, Event event) {
        enter("cuStreamWaitEvent");
        queue(stream, ((SimulatedStream.Event) event).before());
    }

    @Override
    public synchronized void synchronize(Event event) {
        enter("cuEventSynchronize");
        ((SimulatedStream.Event) event).before().run();
    }

    @Override
    public synchronized void destroy(Event event) {
        takeBack(event);
    }

    @Override
    public synchronized Address allocate(long bytes) {
        enter("cuMemAlloc");
        if (bytes > free) {
            throw new CudaException("cuMemAlloc", CudaException.OUT_OF_MEMORY, "CUDA_ERROR_OUT_OF_MEMORY",
                    "out of memory");
        }
        free -= bytes;
        return give(new Memory(memory.add(MemorySegment.ofArray(new byte[(int) bytes])), bytes));
    }

    @Override
    public synchronized void free(Address address) {
        takeBack(address);
        Memory held = (Memory) address;
        free += held.bytes();
        memory.remove(held.value());
    }

    @Override
    public synchronized Optional<Region> reachable(long address) {
        enter("cuPointerGetAttribute");
        if (!memory.has(address)) {
            return Optional.empty();
        }
        enter("cuMemGetAddressRange");
        return Optional.of(new Region(new Memory(address, 0), memory.lent(address).byteSize()));
    }

    @Override
    public synchronized long freeBytes() {
        return free;
    }

    @Override
    public synchronized Pinned allocateHost(long bytes) {
        enter("cuMemHostAlloc");
        return give(new Host(MemorySegment.ofArray(new byte[(int) bytes]), given.size()));
    }

    @Override
    public synchronized void free(Pinned pinned) {
        takeBack(pinned);
    }

    private static void queue(Stream stream, Runnable work) {
        ((SimulatedStream) stream).add(work);
    }

    private MemorySegment segment(Address address) {
        return memory.lent(address.value());
    }

    @Override
    public synchronized void copyIn(Address to, long at, Pinned from, long bytes, Stream stream) {
        enter("cuMemcpyHtoDAsync");
        queue(stream, () -> MemorySegment.copy(from.segment(), 0, segment(to), at, bytes));
    }

    @Override
    public synchronized void copyOut(Pinned to, Address from, long at, long bytes, Stream stream) {
        enter("cuMemcpyDtoHAsync");
        queue(stream, () -> MemorySegment.copy(segment(from), at, to.segment(), 0, bytes));
    }

    @Override
    public synchronized void clear(Address address, long bytes, Stream stream) {
        enter("cuMemsetD8Async");
        queue(stream, () -> segment(address).asSlice(0, bytes).fill((byte) 0));
    }

    @Override
    public synchronized Module load(String text, StringBuilder log) {
        enter("cuModuleLoadDataEx");
        return give(new Text(new PtxMachine(text), text, given.size()));
    }

    @Override
    public synchronized Function function(Module module, String name) {
        enter("cuModuleGetFunction");
        return (Text) module;
    }

    @Override
    public synchronized void unload(Module module) {
        takeBack(module);
    }

    @Override
    public synchronized void launch(Function function, int blocks, int threads, Object[] arguments, Stream stream) {
        enter("cuLaunchKernel");
        Object[] bits = Arrays.stream(arguments).map(SimulatedDriver::bits).toArray();
        queue(stream, () -> ((Text) function).machine().run(blocks, threads, memory, bits));
    }

    private static Object bits(Object argument) {
        return switch (argument) {
            case Memory held -> held.value();
            case Float number -> Float.floatToRawIntBits(number);
            case Double number -> Double.doubleToRawLongBits(number);
            default -> argument;
        };
    }
}
