package dev.axolemma.opencl;

import static org.jocl.CL.CL_DEVICE_AVAILABLE;
import static org.jocl.CL.CL_DEVICE_COMPILER_AVAILABLE;
import static org.jocl.CL.CL_DEVICE_DOUBLE_FP_CONFIG;
import static org.jocl.CL.CL_DEVICE_ENDIAN_LITTLE;
import static org.jocl.CL.CL_DEVICE_GLOBAL_MEM_SIZE;
import static org.jocl.CL.CL_DEVICE_MAX_COMPUTE_UNITS;
import static org.jocl.CL.CL_DEVICE_MAX_MEM_ALLOC_SIZE;
import static org.jocl.CL.CL_DEVICE_MAX_WORK_GROUP_SIZE;
import static org.jocl.CL.CL_DEVICE_NAME;
import static org.jocl.CL.CL_DEVICE_SINGLE_FP_CONFIG;
import static org.jocl.CL.CL_DEVICE_TYPE;
import static org.jocl.CL.CL_DEVICE_TYPE_ALL;
import static org.jocl.CL.CL_DEVICE_TYPE_CPU;
import static org.jocl.CL.CL_DEVICE_VERSION;
import static org.jocl.CL.CL_DRIVER_VERSION;
import static org.jocl.CL.CL_FP_CORRECTLY_ROUNDED_DIVIDE_SQRT;
import static org.jocl.CL.CL_FP_DENORM;
import static org.jocl.CL.CL_FP_FMA;
import static org.jocl.CL.CL_FP_INF_NAN;
import static org.jocl.CL.CL_FP_ROUND_TO_NEAREST;
import static org.jocl.CL.CL_PLATFORM_NAME;
import static org.jocl.CL.clGetDeviceIDs;
import static org.jocl.CL.clGetDeviceInfo;
import static org.jocl.CL.clGetPlatformIDs;
import static org.jocl.CL.clGetPlatformInfo;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jocl.CL;
import org.jocl.CLException;
import org.jocl.Pointer;
import org.jocl.cl_device_id;
import org.jocl.cl_platform_id;

/** An OpenCL device as its driver describes it. */
record ClDevice(cl_platform_id platform, cl_device_id id) {

    /** What keeps the bits of f32 what they must be. */
    private static final Map<Long, String> NEEDED = needed();

    private static Map<Long, String> needed() {
        Map<Long, String> needed = new LinkedHashMap<>();
        needed.put(CL_FP_ROUND_TO_NEAREST, "rounding to nearest");
        needed.put(CL_FP_INF_NAN, "infinities and NaN");
        needed.put(CL_FP_DENORM, "subnormal numbers");
        needed.put(CL_FP_FMA, "fma");
        needed.put(CL_FP_CORRECTLY_ROUNDED_DIVIDE_SQRT, "correctly rounded division");
        return needed;
    }

    /** All devices of all platforms, graphics processors first. */
    static List<ClDevice> all() {
        List<ClDevice> devices = new ArrayList<>();
        for (cl_platform_id platform : platforms()) {
            for (cl_device_id id : devices(platform)) {
                devices.add(new ClDevice(platform, id));
            }
        }
        devices.sort((a, b) -> Boolean.compare(a.isProcessor(), b.isProcessor()));
        return devices;
    }

    private static cl_platform_id[] platforms() {
        try {
            int[] count = new int[1];
            clGetPlatformIDs(0, null, count);
            cl_platform_id[] platforms = new cl_platform_id[count[0]];
            clGetPlatformIDs(platforms.length, platforms, null);
            return platforms;
        } catch (CLException none) {
            return new cl_platform_id[0];
        }
    }

    private static cl_device_id[] devices(cl_platform_id platform) {
        try {
            int[] count = new int[1];
            clGetDeviceIDs(platform, CL_DEVICE_TYPE_ALL, 0, null, count);
            cl_device_id[] devices = new cl_device_id[count[0]];
            clGetDeviceIDs(platform, CL_DEVICE_TYPE_ALL, devices.length, devices, null);
            return devices;
        } catch (CLException none) {
            return new cl_device_id[0];
        }
    }

    /** Why it can't compute, or not the bits that it should; empty if it can. */
    Optional<String> obstacle() {
        if (number(CL_DEVICE_AVAILABLE, Integer.BYTES) == 0 || number(CL_DEVICE_COMPILER_AVAILABLE, Integer.BYTES) == 0) {
            return Optional.of(name() + " is not available or has no compiler");
        }
        if (number(CL_DEVICE_ENDIAN_LITTLE, Integer.BYTES) == 0) {
            return Optional.of(name() + " is big-endian");
        }
        if (number(CL_DEVICE_MAX_WORK_GROUP_SIZE) < ClSkeletons.GROUP) {
            return Optional.of(name() + " has work groups of fewer than " + ClSkeletons.GROUP + " items");
        }
        if (version().matches("OpenCL 1\\.[01] .*")) {
            return Optional.of(name() + " has " + version() + "; it must have OpenCL 1.2");
        }
        long config = number(CL_DEVICE_SINGLE_FP_CONFIG);
        List<String> missing = NEEDED.entrySet().stream()
                .filter(need -> (config & need.getKey()) == 0).map(Map.Entry::getValue).toList();
        return missing.isEmpty() ? Optional.empty()
                : Optional.of(name() + " lacks " + String.join(", ", missing) + " in f32");
    }

    String name() {
        return text(CL_DEVICE_NAME);
    }

    String platformName() {
        long[] size = new long[1];
        clGetPlatformInfo(platform, CL_PLATFORM_NAME, 0, null, size);
        byte[] bytes = new byte[(int) size[0]];
        clGetPlatformInfo(platform, CL_PLATFORM_NAME, bytes.length, Pointer.to(bytes), null);
        return string(bytes);
    }

    String version() {
        return text(CL_DEVICE_VERSION);
    }

    String driver() {
        return text(CL_DRIVER_VERSION);
    }

    /** Whether it is the host's processor, or one like it: vectors, few threads. */
    boolean isProcessor() {
        return (number(CL_DEVICE_TYPE) & CL_DEVICE_TYPE_CPU) != 0;
    }

    boolean hasDoubles() {
        try {
            return number(CL_DEVICE_DOUBLE_FP_CONFIG) != 0;
        } catch (CLException unknown) {
            return false;
        }
    }

    /** Whether host and device see the same memory. What OpenCL 2 has in its place is absent from 1.2. */
    @SuppressWarnings("deprecation")
    boolean isUnified() {
        return number(CL.CL_DEVICE_HOST_UNIFIED_MEMORY, Integer.BYTES) != 0;
    }

    long memory() {
        return number(CL_DEVICE_GLOBAL_MEM_SIZE);
    }

    long largestAllocation() {
        return number(CL_DEVICE_MAX_MEM_ALLOC_SIZE);
    }

    long computeUnits() {
        return number(CL_DEVICE_MAX_COMPUTE_UNITS, Integer.BYTES);
    }

    private String text(int property) {
        long[] size = new long[1];
        clGetDeviceInfo(id, property, 0, null, size);
        byte[] bytes = new byte[(int) size[0]];
        clGetDeviceInfo(id, property, bytes.length, Pointer.to(bytes), null);
        return string(bytes);
    }

    private long number(int property) {
        return number(property, Long.BYTES);
    }

    private long number(int property, int bytes) {
        long[] value = new long[1];
        clGetDeviceInfo(id, property, bytes, Pointer.to(value), null);
        return value[0];
    }

    private static String string(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8).replace("\0", "").strip();
    }
}
