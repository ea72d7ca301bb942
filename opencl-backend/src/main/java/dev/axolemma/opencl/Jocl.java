package dev.axolemma.opencl;

import dev.axolemma.device.NativeLibrary;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jocl.CL;

/** Loads JOCL, which must not be touched where there is no OpenCL: it would print what it misses. */
final class Jocl {

    /**
     * PoCL catches the signal by which a processor tells of an integer division by zero, and goes on after it, in every
     * thread of the process: Java would have 1 / 0 = 1. It can be asked not to.
     */
    private static final String POCL_CATCHES_DIVISIONS = "POCL_SIGFPE_HANDLER";

    /** What was found when it was first asked. */
    private static Optional<String> found;

    private Jocl() {
    }

    /** Why it can't be used here, and what to do; empty if it has been loaded. */
    static synchronized Optional<String> obstacle() {
        if (found == null) {
            found = obstacle(loaders());
        }
        return found;
    }

    /** @param loaders the names of OpenCL's own library, one of which must be there */
    static Optional<String> obstacle(List<String> loaders) {
        Optional<String> access = NativeLibrary.accessObstacle(Jocl.class);
        if (access.isPresent()) {
            return access;
        }
        if (!NativeLibrary.isThere(loaders)) {
            return Optional.of("there is no OpenCL loader (" + String.join(", ", loaders)
                    + "); install the driver of your device, or Debian's packages ocl-icd-libopencl1 and"
                    + " pocl-opencl-icd, which compute on the CPU");
        }
        NativeLibrary.setUnlessSet(POCL_CATCHES_DIVISIONS, "0");
        // Errors are exceptions from now on, for whoever else uses JOCL in this process too.
        return NativeLibrary.load("JOCL", () -> CL.setExceptionsEnabled(true));
    }

    private static List<String> loaders() {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        if (system.contains("windows")) {
            return List.of("OpenCL.dll");
        }
        return system.contains("mac") ? List.of("/System/Library/Frameworks/OpenCL.framework/OpenCL")
                : List.of("libOpenCL.so.1", "libOpenCL.so");
    }
}
