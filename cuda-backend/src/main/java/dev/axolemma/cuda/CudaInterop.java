package dev.axolemma.cuda;

import dev.axolemma.Buffer;
import dev.axolemma.Dtype;
import dev.axolemma.Engine;
import dev.axolemma.device.DeviceProcessor;
import dev.axolemma.spi.Memory;
import dev.axolemma.spi.Processor;
import java.util.Objects;
import java.util.function.BiConsumer;
import jcuda.Pointer;
import jcuda.driver.CUstream;

/**
 * An engine of the backend {@code cuda} beside other users of the GPU in this process: JCublas, or one's own kernels.
 * It computes in their memory, in order with their streams.
 *
 * <p>They have to use the device's primary context, as everything does that is built on CUDA's runtime. The engine has
 * its own stream, which waits for no other, nor others for it, unless {@link #orderAfter} and {@link #orderBefore} say
 * so. A stream of the runtime, {@code cudaStream_t stream}, is {@code new CUstream(stream)}, made after it was created.
 * Safe to share between threads.
 */
public final class CudaInterop {

    private CudaInterop() {
    }

    /**
     * Memory of somebody else's as a buffer of an engine. It is never freed here: whoever allocated it frees it, once
     * the buffer is closed. That waits until the engine is done with it, and so for a stream that the engine was
     * ordered after; other calls of the engine may have to wait as long.
     *
     * @param memory that kernels can reach: the device's, managed, or pinned. A {@link jcuda.driver.CUdeviceptr}, or
     *        what {@code cudaMalloc} and its like have given; an address alone is {@code new
     *        CUdeviceptr().withByteOffset(address)}
     * @param length the number of elements
     * @throws IllegalArgumentException if {@code memory} is null or kernels can't reach it, its address is no multiple
     *         of an element's size, it ends before {@code length} elements as far as the driver can tell, {@code
     *         length} is negative, or the engine is of another backend
     * @throws CudaException if the driver fails
     * @throws dev.axolemma.EngineClosedException if the engine is closed
     */
    public static Buffer wrap(Engine engine, Pointer memory, Dtype dtype, long length) {
        long address = memory == null ? 0 : PointerValue.of(memory);
        Memory borrowed = engine.with(processor -> {
            CudaAccelerator gpu = gpu(engine, processor);
            checkAddress(address, dtype);
            Driver.Region there = gpu.reach(address);
            checkLength(length, there.bytes() / dtype.bytes(), address);
            return ((DeviceProcessor) processor)
                    .memory(new BorrowedAllocation(there.address(), length * dtype.bytes()));
        });
        return engine.buffer(borrowed, dtype, length);
    }

    private static void checkAddress(long address, Dtype dtype) {
        if (address == 0) {
            throw new IllegalArgumentException("memory is null, or Java's; it must be memory that kernels can reach");
        }
        if (address % dtype.bytes() != 0) {
            throw new IllegalArgumentException("memory is at 0x" + Long.toHexString(address) + "; for " + dtype.label()
                    + " the address must be a multiple of " + dtype.bytes());
        }
    }

    private static void checkLength(long length, long room, long address) {
        if (length < 0 || length > room) {
            throw new IllegalArgumentException("length is " + length + "; the memory has room for 0 to " + room
                    + " from 0x" + Long.toHexString(address) + " on");
        }
    }

    /**
     * Lets what the engine does from now on begin after all that is in a stream now. Does not wait for the GPU, but for
     * a buffer that is being closed.
     *
     * @param stream of the device's primary context; {@code new CUstream()} is the default stream. One that has been
     *        destroyed crashes the process, as in any call of the driver; one that is being captured into a graph draws
     *        the engine's stream into the capture
     * @throws IllegalArgumentException if the engine is of another backend
     * @throws CudaException if the driver fails
     * @throws dev.axolemma.EngineClosedException if the engine is closed
     */
    public static void orderAfter(Engine engine, CUstream stream) {
        order(engine, stream, (processor, gpu) -> processor.enqueue(() -> gpu.orderAfter(stream)));
    }

    /**
     * Lets what gets into a stream from now on begin after all that the engine has been asked for. Does not wait for
     * the GPU, but for a buffer that is being closed.
     *
     * @param stream as in {@link #orderAfter}
     * @throws IllegalArgumentException if the engine is of another backend
     * @throws CudaException if the driver fails
     * @throws dev.axolemma.EngineClosedException if the engine is closed
     */
    public static void orderBefore(Engine engine, CUstream stream) {
        order(engine, stream, (processor, gpu) -> gpu.orderBefore(stream));
    }

    private static void order(Engine engine, CUstream stream, BiConsumer<DeviceProcessor, CudaAccelerator> order) {
        Objects.requireNonNull(stream, "stream");
        engine.with(processor -> {
            CudaAccelerator gpu = gpu(engine, processor);
            order.accept((DeviceProcessor) processor, gpu);
            return gpu;
        });
    }

    private static CudaAccelerator gpu(Engine engine, Processor processor) {
        if (processor instanceof DeviceProcessor device && device.accelerator() instanceof CudaAccelerator gpu) {
            return gpu;
        }
        throw new IllegalArgumentException("engine computes with " + engine.information().backend()
                + "; it must compute with cuda");
    }
}
