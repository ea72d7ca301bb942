package dev.axolemma.opencl;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A JVM of its own that ran a class.
 *
 * @param exit its exit code
 * @param out what it wrote to standard output
 * @param err what it wrote to standard error
 */
record OtherJvm(int exit, String out, String err) {

    static final String NATIVE_ACCESS = "--enable-native-access=ALL-UNNAMED";

    /** One that has been started. */
    record Started(Process process, Path out, Path err) {

        OtherJvm await() throws IOException, InterruptedException {
            int exit = process.waitFor();
            return new OtherJvm(exit, Files.readString(out), Files.readString(err));
        }
    }

    /**
     * Starts one.
     *
     * @param folder gets what it writes
     * @param options of the JVM
     */
    static Started start(Class<?> main, Path folder, Map<String, String> environment, List<String> options)
            throws IOException {
        List<String> command = new ArrayList<>(List.of(ProcessHandle.current().info().command().orElseThrow()));
        command.addAll(options);
        command.addAll(List.of("--class-path", System.getProperty("java.class.path"), main.getName()));
        Path out = Files.createTempFile(folder, "out", "");
        Path err = Files.createTempFile(folder, "err", "");
        ProcessBuilder builder = new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().putAll(environment);
        return new Started(builder.start(), out, err);
    }
}
