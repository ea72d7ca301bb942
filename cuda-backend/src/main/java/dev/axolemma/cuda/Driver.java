package dev.axolemma.cuda;

import java.lang.foreign.MemorySegment;
import java.util.Optional;
import jcuda.driver.CUstream;

/**
 * The calls of NVIDIA's driver that we use: all of them are in every driver since CUDA 10. Those about a device need
 * its context to be current in the calling thread. Each throws {@link CudaException} if the driver says that it failed.
 */
interface Driver {

    /** A device's context. */
    interface Context {
    }

    /** A queue of a context. */
    interface Stream {
    }

    /** A place in a stream. */
    interface Event {
    }

    /** A piece of a device's memory. */
    interface Address {

        long value();
    }

    /**
     * Memory from an address on.
     *
     * @param bytes how many there are; {@link Long#MAX_VALUE} if the driver can't tell
     */
    record Region(Address address, long bytes) {
    }

    /** Memory of the host that a device can copy by itself. */
    interface Pinned {

        MemorySegment segment();
    }

    /** Compiled code. */
    interface Module {
    }

    /** A kernel of a module. */
    interface Function {
    }

    /**
     * What a device is.
     *
     * @param memory in bytes
     * @param major and {@code minor}: its compute capability
     */
    record Facts(String name, long memory, int multiprocessors, int major, int minor) {
    }

    /** Of CUDA, as 1000 · major + 10 · minor. */
    int version();

    int devices();

    Facts facts(int device);

    /** The context that all users of a device in this process share. */
    Context retain(int device);

    void release(int device);

    /** The calling thread's, be it none. */
    Context current();

    void makeCurrent(Context context);

    Stream createStream();

    /** One that somebody else has created, and destroys. */
    Stream stream(CUstream handle);

    void synchronize(Stream stream);

    void destroy(Stream stream);

    Event createEvent();

    void record(Event event, Stream stream);

    /** Holds up what gets into a stream from now on, until an event has come. */
    void await(Stream stream, Event event);

    void synchronize(Event event);

    void destroy(Event event);

    Address allocate(long bytes);

    void free(Address address);

    /** What somebody else has allocated, from an address on, if kernels of the current context can reach it. */
    Optional<Region> reachable(long address);

    /** How many bytes of the device's memory nobody has. */
    long freeBytes();

    Pinned allocateHost(long bytes);

    void free(Pinned memory);

    void copyIn(Address to, long at, Pinned from, long bytes, Stream stream);

    void copyOut(Pinned to, Address from, long at, long bytes, Stream stream);

    void clear(Address address, long bytes, Stream stream);

    /**
     * Assembles PTX.
     *
     * @param log gets what the assembler says
     */
    Module load(String text, StringBuilder log);

    Function function(Module module, String name);

    void unload(Module module);

    /** @param arguments in the kernel's order: {@link Address}, {@link Long}, {@link Integer}, {@link Float}, {@link Double} */
    void launch(Function function, int blocks, int threads, Object[] arguments, Stream stream);
}
