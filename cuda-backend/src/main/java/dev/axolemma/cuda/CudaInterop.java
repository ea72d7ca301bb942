package dev.axolemma.cuda;

import dev.axolemma.Buffer;
import dev.axolemma.Dtype;
import dev.axolemma.Engine;
import dev.axolemma.device.DeviceProcessor;
import dev.axolemma.spi.Processor;
import java.util.Objects;
import java.util.function.BiConsumer;
import jcuda.Pointer;
import jcuda.driver.CUstream;

/**
 * An engine of the backend {@code cuda} beside other users of the GPU in this process: JCublas, or one's own kernels. It
 * computes in their memory, in order with their streams.
 *
 * <p>They have to use the device's primary context, as everything does that is built on CUDA's runtime. The engine has
 * its own stream, which waits for no other, nor others for it, unless {@link #orderAfter} and {@link #orderBefore} say
 * so. Safe to share between threads.
 */
public final class CudaInterop {

    private CudaInterop() {
    }

    /**
     * Memory of somebody else's as a buffer of an engine. It is never freed here: whoever allocated it frees it, once
     * the buffer is closed, which waits until the engine is done with it. Of operands in different buffers it is not
     * noticed that they overlap.
     *
     * @param memory in the engine's device: a {@link jcuda.driver.CUdeviceptr}, or what {@code cudaMalloc} has given
     * @param length the number of elements
     * @throws IllegalArgumentException if {@code memory} is null or the device can't reach it, its address is no
     *         multiple of an element's size, it ends before {@code length} elements, {@code length} is negative, or the
     *         engine is of another backend
     * @throws CudaException if the driver fails
     * @throws dev.axolemma.EngineClosedException if the engine is closed
     */
    public static Buffer wrap(Engine engine, Pointer memory, Dtype dtype, long length) {
        long address = memory == null ? 0 : PointerValue.of(memory);
        return engine.buffer(dtype, length, (processor, bytes) -> {
            CudaAccelerator gpu = gpu(engine, processor);
            check(address, dtype);
            return ((DeviceProcessor) processor).memory(gpu.borrow(address, bytes));
        });
    }

    private static void check(long address, Dtype dtype) {
        if (address == 0) {
            throw new IllegalArgumentException("memory is null, or the host's; it must be the device's");
        }
        if (address % dtype.bytes() != 0) {
            throw new IllegalArgumentException("memory is at 0x" + Long.toHexString(address) + "; for " + dtype.label()
                    + " the address must be a multiple of " + dtype.bytes());
        }
    }

    /**
     * Lets what the engine does from now on begin after all that is in a stream now. Returns at once.
     *
     * @param stream of the device's primary context; {@code new CUstream()} is the default stream
     * @throws IllegalArgumentException if the engine is of another backend
     * @throws CudaException if the driver fails
     * @throws dev.axolemma.EngineClosedException if the engine is closed
     */
    public static void orderAfter(Engine engine, CUstream stream) {
        order(engine, stream, (processor, gpu) -> processor.enqueue(() -> gpu.orderAfter(stream)));
    }

    /**
     * Lets what gets into a stream from now on begin after all that the engine has been asked for. Returns at once.
     *
     * @param stream of the device's primary context; {@code new CUstream()} is the default stream
     * @throws IllegalArgumentException if the engine is of another backend
     * @throws CudaException if the driver fails
     * @throws dev.axolemma.EngineClosedException if the engine is closed
     */
    public static void orderBefore(Engine engine, CUstream stream) {
        order(engine, stream, (processor, gpu) -> gpu.orderBefore(stream));
    }

    private static void order(Engine engine, CUstream stream, BiConsumer<DeviceProcessor, CudaAccelerator> order) {
        Objects.requireNonNull(stream, "stream");
        engine.call(processor -> {
            CudaAccelerator gpu = gpu(engine, processor);
            order.accept((DeviceProcessor) processor, gpu);
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
