package dev.axolemma.cuda;

import static dev.axolemma.cuda.DriverCall.check;
import static jcuda.driver.CUjit_option.CU_JIT_ERROR_LOG_BUFFER;
import static jcuda.driver.CUjit_option.CU_JIT_ERROR_LOG_BUFFER_SIZE_BYTES;
import static jcuda.driver.CUpointer_attribute.CU_POINTER_ATTRIBUTE_DEVICE_POINTER;

import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import jcuda.NativePointerObject;
import jcuda.Pointer;
import jcuda.driver.CUcontext;
import jcuda.driver.CUdeviceptr;
import jcuda.driver.CUevent;
import jcuda.driver.CUevent_flags;
import jcuda.driver.CUfunction;
import jcuda.driver.CUmodule;
import jcuda.driver.CUstream;
import jcuda.driver.CUstream_flags;
import jcuda.driver.JCudaDriver;
import jcuda.driver.JITOptions;

/** The driver itself, called through JCuda. */
final class JCudaCalls implements Driver {

    private static final int LOG_BYTES = 1 << 14;

    /** Whether the driver has what gives a device's context back: those before CUDA 11 know it by another name. */
    private final boolean releases;

    JCudaCalls(boolean releases) {
        this.releases = releases;
    }

    private record JContext(CUcontext handle) implements Context {
    }

    private record JStream(CUstream handle) implements Stream {
    }

    private record JEvent(CUevent handle) implements Event {
    }

    private record JAddress(CUdeviceptr handle) implements Address {

        @Override
        public long value() {
            return PointerValue.of(handle);
        }
    }

    private record JPinned(Pointer handle, MemorySegment segment) implements Pinned {
    }

    private record JModule(CUmodule handle) implements Module {
    }

    private record JFunction(CUfunction handle) implements Function {
    }

    private static CUstream handle(Stream stream) {
        return ((JStream) stream).handle();
    }

    private static CUdeviceptr handle(Address address) {
        return ((JAddress) address).handle();
    }

    /** To be called before everything else. */
    void initialise() {
        check("cuInit", () -> JCudaDriver.cuInit(0));
    }

    @Override
    public int version() {
        int[] version = new int[1];
        check("cuDriverGetVersion", () -> JCudaDriver.cuDriverGetVersion(version));
        return version[0];
    }

    @Override
    public int devices() {
        int[] count = new int[1];
        check("cuDeviceGetCount", () -> JCudaDriver.cuDeviceGetCount(count));
        return count[0];
    }

    @Override
    public Facts facts(int number) {
        return JCudaDevice.numbered(number).facts();
    }

    @Override
    public Context retain(int device) {
        CUcontext context = new CUcontext();
        check("cuDevicePrimaryCtxRetain",
                () -> JCudaDriver.cuDevicePrimaryCtxRetain(context, JCudaDevice.numbered(device).handle()));
        return new JContext(context);
    }

    @Override
    public void release(int device) {
        if (releases) {
            check("cuDevicePrimaryCtxRelease",
                    () -> JCudaDriver.cuDevicePrimaryCtxRelease(JCudaDevice.numbered(device).handle()));
        }
    }

    /** JCuda has an object for no context too. */
    @Override
    public Context current() {
        CUcontext context = new CUcontext();
        check("cuCtxGetCurrent", () -> JCudaDriver.cuCtxGetCurrent(context));
        return new JContext(context);
    }

    @Override
    public void makeCurrent(Context context) {
        check("cuCtxSetCurrent", () -> JCudaDriver.cuCtxSetCurrent(((JContext) context).handle()));
    }

    /** One that does not wait for what others queue. */
    @Override
    public Stream createStream() {
        CUstream stream = new CUstream();
        check("cuStreamCreate",
                () -> JCudaDriver.cuStreamCreate(stream, CUstream_flags.CU_STREAM_NON_BLOCKING));
        return new JStream(stream);
    }

    @Override
    public Stream stream(CUstream handle) {
        return new JStream(handle);
    }

    @Override
    public void synchronize(Stream stream) {
        check("cuStreamSynchronize", () -> JCudaDriver.cuStreamSynchronize(handle(stream)));
    }

    @Override
    public void destroy(Stream stream) {
        check("cuStreamDestroy", () -> JCudaDriver.cuStreamDestroy(handle(stream)));
    }

    @Override
    public Event createEvent() {
        CUevent event = new CUevent();
        check("cuEventCreate", () -> JCudaDriver.cuEventCreate(event, CUevent_flags.CU_EVENT_DISABLE_TIMING));
        return new JEvent(event);
    }

    @Override
    public void record(Event event, Stream stream) {
        check("cuEventRecord", () -> JCudaDriver.cuEventRecord(((JEvent) event).handle(), handle(stream)));
    }

    @Override
    public void await(Stream stream, Event event) {
        check("cuStreamWaitEvent",
                () -> JCudaDriver.cuStreamWaitEvent(handle(stream), ((JEvent) event).handle(), 0));
    }

    @Override
    public void synchronize(Event event) {
        check("cuEventSynchronize", () -> JCudaDriver.cuEventSynchronize(((JEvent) event).handle()));
    }

    @Override
    public void destroy(Event event) {
        check("cuEventDestroy", () -> JCudaDriver.cuEventDestroy(((JEvent) event).handle()));
    }

    @Override
    public Address allocate(long bytes) {
        CUdeviceptr address = new CUdeviceptr();
        check("cuMemAlloc", () -> JCudaDriver.cuMemAlloc(address, bytes));
        return new JAddress(address);
    }

    @Override
    public void free(Address address) {
        check("cuMemFree", () -> JCudaDriver.cuMemFree(handle(address)));
    }

    @Override
    public Optional<Region> reachable(long address) {
        CUdeviceptr seen = new CUdeviceptr();
        int code = DriverCall.code(() -> JCudaDriver.cuPointerGetAttribute(Pointer.to(seen),
                CU_POINTER_ATTRIBUTE_DEVICE_POINTER, new CUdeviceptr().withByteOffset(address)));
        if (code == CudaException.INVALID_VALUE) {
            return Optional.empty();
        }
        check("cuPointerGetAttribute", code);
        return Optional.of(new Region(new JAddress(seen), bytesFrom(seen)));
    }

    /** How many there are to the end of an allocation, if the driver knows one. */
    private static long bytesFrom(CUdeviceptr from) {
        CUdeviceptr start = new CUdeviceptr();
        long[] bytes = new long[1];
        int code = DriverCall.code(() -> JCudaDriver.cuMemGetAddressRange(start, bytes, from));
        if (code == CudaException.INVALID_VALUE || code == CudaException.NOT_FOUND) {
            return Long.MAX_VALUE;
        }
        check("cuMemGetAddressRange", code);
        return PointerValue.of(start) + bytes[0] - PointerValue.of(from);
    }

    @Override
    public long freeBytes() {
        long[] free = new long[1];
        check("cuMemGetInfo", () -> JCudaDriver.cuMemGetInfo(free, new long[1]));
        return free[0];
    }

    @Override
    public Pinned allocateHost(long bytes) {
        Pointer memory = new Pointer();
        check("cuMemHostAlloc", () -> JCudaDriver.cuMemHostAlloc(memory, bytes, 0));
        return new JPinned(memory, MemorySegment.ofBuffer(memory.getByteBuffer(0, bytes)));
    }

    @Override
    public void free(Pinned memory) {
        check("cuMemFreeHost", () -> JCudaDriver.cuMemFreeHost(((JPinned) memory).handle()));
    }

    @Override
    public void copyIn(Address to, long at, Pinned from, long bytes, Stream stream) {
        check("cuMemcpyHtoDAsync", () -> JCudaDriver.cuMemcpyHtoDAsync(handle(to).withByteOffset(at),
                ((JPinned) from).handle(), bytes, handle(stream)));
    }

    @Override
    public void copyOut(Pinned to, Address from, long at, long bytes, Stream stream) {
        check("cuMemcpyDtoHAsync", () -> JCudaDriver.cuMemcpyDtoHAsync(((JPinned) to).handle(),
                handle(from).withByteOffset(at), bytes, handle(stream)));
    }

    @Override
    public void clear(Address address, long bytes, Stream stream) {
        check("cuMemsetD8Async",
                () -> JCudaDriver.cuMemsetD8Async(handle(address), (byte) 0, bytes, handle(stream)));
    }

    @Override
    public Module load(String text, StringBuilder log) {
        CUmodule module = new CUmodule();
        JITOptions options = new JITOptions();
        options.putInt(CU_JIT_ERROR_LOG_BUFFER_SIZE_BYTES, LOG_BYTES);
        options.putBytes(CU_JIT_ERROR_LOG_BUFFER, new byte[LOG_BYTES]);
        byte[] terminated = (text + "\0").getBytes(StandardCharsets.US_ASCII);
        int code = DriverCall.code(() -> JCudaDriver.cuModuleLoadDataJIT(module, Pointer.to(terminated), options));
        if (code != 0) {
            log.append(new String(options.getBytes(CU_JIT_ERROR_LOG_BUFFER), StandardCharsets.UTF_8).replace("\0", ""));
        }
        check("cuModuleLoadDataEx", code);
        return new JModule(module);
    }

    @Override
    public Function function(Module module, String name) {
        CUfunction function = new CUfunction();
        check("cuModuleGetFunction",
                () -> JCudaDriver.cuModuleGetFunction(function, ((JModule) module).handle(), name));
        return new JFunction(function);
    }

    @Override
    public void unload(Module module) {
        check("cuModuleUnload", () -> JCudaDriver.cuModuleUnload(((JModule) module).handle()));
    }

    @Override
    public void launch(Function function, int blocks, int threads, Object[] arguments, Stream stream) {
        NativePointerObject[] passed = new NativePointerObject[arguments.length];
        for (int i = 0; i < passed.length; i++) {
            passed[i] = pointer(arguments[i]);
        }
        check("cuLaunchKernel", () -> JCudaDriver.cuLaunchKernel(((JFunction) function).handle(), blocks, 1, 1,
                threads, 1, 1, 0, handle(stream), Pointer.to(passed), null));
    }

    private static Pointer pointer(Object argument) {
        return switch (argument) {
            case Address address -> Pointer.to(handle(address));
            case Long number -> Pointer.to(new long[] {number});
            case Integer number -> Pointer.to(new int[] {number});
            case Float number -> Pointer.to(new float[] {number});
            case Double number -> Pointer.to(new double[] {number});
            default -> throw new IllegalArgumentException("argument is " + argument);
        };
    }
}
