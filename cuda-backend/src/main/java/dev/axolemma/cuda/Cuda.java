package dev.axolemma.cuda;

import dev.axolemma.device.NativeLibrary;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Loads JCuda and the driver, of which nothing must be touched where there is none. */
final class Cuda {

    /** Of the driver, as {@link Driver#version()} has it: CUDA 10.0. */
    private static final int OLDEST = 10_000;
    private static final String RELEASE = "cuDevicePrimaryCtxRelease_v2";

    /** What was found when it was first asked. */
    private static Optional<String> found;
    private static Driver loaded;

    private Cuda() {
    }

    /** Why it can't be used here, and what to do; empty if it has been loaded. */
    static synchronized Optional<String> obstacle() {
        if (found == null) {
            found = obstacle(library());
        }
        return found;
    }

    /** The driver, once there is no obstacle. */
    static synchronized Driver driver() {
        return loaded;
    }

    private static String library() {
        return System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("windows") ? "nvcuda.dll" : "libcuda.so.1";
    }

    /** @param library the driver's name */
    static Optional<String> obstacle(String library) {
        Optional<String> access = NativeLibrary.accessObstacle(Cuda.class);
        if (access.isPresent()) {
            return access;
        }
        if (!NativeLibrary.isThere(List.of(library))) {
            return Optional.of("there is no NVIDIA driver (" + library + "); install the one of your GPU");
        }
        JCudaCalls driver = new JCudaCalls(NativeLibrary.has(library, RELEASE));
        try {
            Optional<String> failed = NativeLibrary.load("JCuda", driver::initialise);
            return failed.isPresent() ? failed : use(driver);
        } catch (CudaException failed) {
            return Optional.of(failed.getMessage());
        }
    }

    private static Optional<String> use(Driver driver) {
        if (driver.version() < OLDEST) {
            return Optional.of("the NVIDIA driver is of CUDA " + driver.version() / 1000 + "." + driver.version() % 100 / 10
                    + "; it must be of CUDA 10.0 or newer");
        }
        if (driver.devices() == 0) {
            return Optional.of("the NVIDIA driver finds no GPU");
        }
        loaded = driver;
        return Optional.empty();
    }
}
