package dev.axolemma.opencl;

import static org.jocl.CL.CL_PROGRAM_BINARIES;
import static org.jocl.CL.CL_PROGRAM_BINARY_SIZES;
import static org.jocl.CL.CL_PROGRAM_BUILD_LOG;
import static org.jocl.CL.clBuildProgram;
import static org.jocl.CL.clCreateKernel;
import static org.jocl.CL.clCreateProgramWithBinary;
import static org.jocl.CL.clCreateProgramWithSource;
import static org.jocl.CL.clGetProgramBuildInfo;
import static org.jocl.CL.clGetProgramInfo;
import static org.jocl.CL.clReleaseKernel;
import static org.jocl.CL.clReleaseProgram;

import dev.axolemma.device.KernelBuildException;
import dev.axolemma.device.KernelSource;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jocl.CLException;
import org.jocl.Pointer;
import org.jocl.Sizeof;
import org.jocl.cl_context;
import org.jocl.cl_device_id;
import org.jocl.cl_kernel;
import org.jocl.cl_program;

/** Compiles kernels for a device, and keeps them until it is closed. */
final class ClPrograms {

    private static final String OPTIONS = "-cl-std=CL1.2 -cl-fp32-correctly-rounded-divide-sqrt";

    private final ClDevice device;
    private final cl_context context;
    private final Optional<ProgramCache> cache;
    /** By what they depend on. */
    private final Map<String, Built> built = new ConcurrentHashMap<>();

    /** A program and its kernel. */
    private record Built(cl_program program, cl_kernel kernel) {

        void release() {
            clReleaseKernel(kernel);
            clReleaseProgram(program);
        }
    }

    ClPrograms(ClDevice device, cl_context context, Optional<ProgramCache> cache) {
        this.device = device;
        this.context = context;
        this.cache = cache;
    }

    /** @throws KernelBuildException if the driver refuses the source */
    ClKernel compile(KernelSource source) {
        String key = ProgramCache.key(device.name(), device.version(), device.driver(), OPTIONS, source.text());
        Built program = built.computeIfAbsent(key, unknown -> cache.flatMap(entries -> entries.load(key))
                .flatMap(binary -> load(binary, source)).orElseGet(() -> buildPatiently(source, key)));
        return new ClKernel(program.kernel(), source.group());
    }

    /** A program that was compiled before; empty if the driver does not want it any more. */
    private Optional<Built> load(byte[] binary, KernelSource source) {
        cl_program program = null;
        try {
            program = clCreateProgramWithBinary(context, 1, devices(), new long[] {binary.length}, new byte[][] {binary},
                    new int[1], null);
            clBuildProgram(program, 1, devices(), OPTIONS, null, null);
            return Optional.of(new Built(program, clCreateKernel(program, source.name(), null)));
        } catch (CLException refused) {
            if (program != null) {
                clReleaseProgram(program);
            }
            return Optional.empty();
        }
    }

    /**
     * PoCL's compiler now and then misses a temporary file of its own where several threads or processes compile: one thread
     * at a time does, and once more if it failed.
     */
    private Built buildPatiently(KernelSource source, String key) {
        synchronized (ClPrograms.class) {
            try {
                return build(source, key);
            } catch (KernelBuildException once) {
                return build(source, key);
            }
        }
    }

    private Built build(KernelSource source, String key) {
        cl_program program = clCreateProgramWithSource(context, 1, new String[] {source.text()}, null, null);
        try {
            clBuildProgram(program, 1, devices(), OPTIONS, null, null);
            cl_kernel kernel = clCreateKernel(program, source.name(), null);
            cache.ifPresent(entries -> entries.store(key, binary(program)));
            return new Built(program, kernel);
        } catch (CLException refused) {
            String log = log(program);
            clReleaseProgram(program);
            throw new KernelBuildException(device.name(), source, log);
        }
    }

    private cl_device_id[] devices() {
        return new cl_device_id[] {device.id()};
    }

    private static byte[] binary(cl_program program) {
        long[] size = new long[1];
        clGetProgramInfo(program, CL_PROGRAM_BINARY_SIZES, Sizeof.size_t, Pointer.to(size), null);
        ByteBuffer binary = ByteBuffer.allocateDirect(Math.toIntExact(size[0]));
        clGetProgramInfo(program, CL_PROGRAM_BINARIES, Sizeof.POINTER, Pointer.to(Pointer.to(binary)), null);
        byte[] bytes = new byte[binary.capacity()];
        binary.get(bytes);
        return bytes;
    }

    private String log(cl_program program) {
        long[] size = new long[1];
        clGetProgramBuildInfo(program, device.id(), CL_PROGRAM_BUILD_LOG, 0, null, size);
        byte[] log = new byte[(int) size[0]];
        clGetProgramBuildInfo(program, device.id(), CL_PROGRAM_BUILD_LOG, log.length, Pointer.to(log), null);
        return new String(log, StandardCharsets.UTF_8).replace("\0", "");
    }

    void close() {
        built.values().forEach(Built::release);
        built.clear();
    }
}
