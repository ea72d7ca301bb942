package dev.axolemma.device;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** How a driver's library is looked for, and a binding to it loaded, without a word or a crash where it is missing. */
public final class NativeLibrary {

    private static final String TEMPORARY_FOLDER = "java.io.tmpdir";

    private NativeLibrary() {
    }

    /** What to do if a class may not call native code; empty if it may. The JVM would print warnings. */
    public static Optional<String> accessObstacle(Class<?> caller) {
        return caller.getModule().isNativeAccessEnabled() ? Optional.empty()
                : Optional.of("native access is not enabled; start java with --enable-native-access=ALL-UNNAMED");
    }

    /** Whether one of these libraries can be loaded here. */
    public static boolean isThere(List<String> names) {
        return names.stream().anyMatch(NativeLibrary::isThere);
    }

    @SuppressWarnings("restricted")
    private static boolean isThere(String name) {
        try (Arena arena = Arena.ofConfined()) {
            SymbolLookup.libraryLookup(name, arena);
            return true;
        } catch (IllegalArgumentException absent) {
            return false;
        }
    }

    /** Whether a library that is there has a function: one that an old driver lacks must not be called. */
    @SuppressWarnings("restricted")
    public static boolean has(String name, String function) {
        try (Arena arena = Arena.ofConfined()) {
            return SymbolLookup.libraryLookup(name, arena).find(function).isPresent();
        } catch (IllegalArgumentException absent) {
            return false;
        }
    }

    /** Sets a variable of the environment, which Java itself does not see, for libraries that are still to be loaded. */
    @SuppressWarnings("restricted")
    public static void setUnlessSet(String variable, String value) {
        Linker linker = Linker.nativeLinker();
        Optional<MemorySegment> setenv = linker.defaultLookup().find("setenv");
        if (System.getenv(variable) != null || setenv.isEmpty()) {
            return;
        }
        try (Arena arena = Arena.ofConfined()) {
            MethodHandle call = linker.downcallHandle(setenv.get(), FunctionDescriptor.of(ValueLayout.JAVA_INT,
                    ValueLayout.ADDRESS, ValueLayout.ADDRESS, ValueLayout.JAVA_INT));
            int failed = (int) call.invokeExact(arena.allocateFrom(variable), arena.allocateFrom(value), 0);
            assert failed == 0 : variable;
        } catch (Throwable impossible) {
            throw new AssertionError("setenv throws nothing", impossible);
        }
    }

    /**
     * Loads a binding. JOCL and JCuda unpack their native part to a fixed name in the folder for temporary files, and trust
     * what lies there: JVMs that start at the same time crash on a half-written one. So they get a folder of their own, for
     * as long as they load.
     *
     * @param binding its name
     * @param load makes it unpack and load its native part
     * @return why that failed; empty if it did not
     */
    public static synchronized Optional<String> load(String binding, Runnable load) {
        String before = System.getProperty(TEMPORARY_FOLDER);
        Path folder = null;
        try {
            folder = Files.createTempDirectory("axolemma");
            System.setProperty(TEMPORARY_FOLDER, folder.toString());
            load.run();
            return Optional.empty();
        } catch (IOException | LinkageError failed) {
            return Optional.of(binding + "'s native part can't be loaded: " + failed.getMessage());
        } finally {
            System.setProperty(TEMPORARY_FOLDER, before);
            delete(folder);
        }
    }

    /** Windows lets nobody delete a library that is loaded; there the folder stays until the JVM ends. */
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
