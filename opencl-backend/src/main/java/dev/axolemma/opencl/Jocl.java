package dev.axolemma.opencl;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.SymbolLookup;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jocl.CL;

/** Loads JOCL, which must not be touched where there is no OpenCL: it would print what it misses. */
final class Jocl {

    private static final String TEMPORARY_FOLDER = "java.io.tmpdir";

    private static boolean loaded;

    private Jocl() {
    }

    /** Why it can't be used here, and what to do; empty if it has been loaded. */
    static synchronized Optional<String> obstacle() {
        return loaded ? Optional.empty() : obstacle(loaders());
    }

    /** @param loaders the names of OpenCL's own library, one of which must be there */
    static Optional<String> obstacle(List<String> loaders) {
        if (!Jocl.class.getModule().isNativeAccessEnabled()) {
            return Optional.of("native access is not enabled; start java with --enable-native-access=ALL-UNNAMED");
        }
        if (loaders.stream().noneMatch(Jocl::isThere)) {
            return Optional.of("there is no OpenCL loader (" + String.join(", ", loaders)
                    + "); install the driver of your device, or Debian's packages ocl-icd-libopencl1 and"
                    + " pocl-opencl-icd, which compute on the CPU");
        }
        return load();
    }

    private static List<String> loaders() {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        if (system.contains("windows")) {
            return List.of("OpenCL.dll");
        }
        return system.contains("mac") ? List.of("/System/Library/Frameworks/OpenCL.framework/OpenCL")
                : List.of("libOpenCL.so.1", "libOpenCL.so");
    }

    @SuppressWarnings("restricted")
    private static boolean isThere(String library) {
        try (Arena arena = Arena.ofConfined()) {
            SymbolLookup.libraryLookup(library, arena);
            return true;
        } catch (IllegalArgumentException absent) {
            return false;
        }
    }

    /**
     * JOCL unpacks its native part to a fixed name in the folder for temporary files, and trusts what lies there: JVMs that
     * start at the same time crash on a half-written one. So it gets a folder of its own, for as long as it loads.
     */
    private static Optional<String> load() {
        String before = System.getProperty(TEMPORARY_FOLDER);
        Path folder = null;
        try {
            folder = Files.createTempDirectory("axolemma-jocl");
            System.setProperty(TEMPORARY_FOLDER, folder.toString());
            CL.setExceptionsEnabled(true);
            loaded = true;
            return Optional.empty();
        } catch (IOException | LinkageError failed) {
            return Optional.of("JOCL's native part can't be loaded: " + failed.getMessage());
        } finally {
            System.setProperty(TEMPORARY_FOLDER, before);
            delete(folder);
        }
    }

    /** Windows lets nobody delete a library that is loaded; there the folder stays until the system clears it. */
    private static void delete(Path folder) {
        if (folder == null) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException | UncheckedIOException inUse) {
            folder.toFile().deleteOnExit();
        }
    }
}
