package dev.axolemma.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;

/** A checkout of nothing but the launcher, for scripts to stand in for Maven and for the JDK. */
record Checkout(Path folder) {

    record Result(int exit, String out, String err) {
    }

    /** A file of the project that is being tested. */
    static Path original(String name) {
        return Stream.iterate(Path.of("").toAbsolutePath(), Path::getParent).map(path -> path.resolve(name))
                .filter(Files::isRegularFile).findFirst().orElseThrow();
    }

    Path file(String name) {
        return folder.resolve(name);
    }

    void write(String name, String content) throws IOException {
        Files.createDirectories(file(name).getParent());
        Files.writeString(file(name), content);
    }

    void executable(String name, String content) throws IOException {
        write(name, content);
        Files.setPosixFilePermissions(file(name), PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /** An executable that runs in this checkout. */
    void script(String name, String body) throws IOException {
        executable(name, "#!/usr/bin/env bash\ncd '" + folder + "'\n" + body);
    }

    ProcessBuilder launcher(Path jdk, String... arguments) {
        List<String> command = Stream.concat(Stream.of("./axolemma"), Stream.of(arguments)).toList();
        ProcessBuilder process = new ProcessBuilder(command).directory(folder.toFile());
        process.environment().put("JAVA_HOME", jdk.toString());
        return process;
    }

    Result run(ProcessBuilder command) throws IOException, InterruptedException {
        Path out = Files.createTempFile(folder, "out", "");
        Process process = command.redirectOutput(out.toFile()).start();
        process.getOutputStream().close();
        try (InputStream err = process.getErrorStream()) {
            String said = new String(err.readAllBytes(), UTF_8);
            return new Result(process.waitFor(), Files.readString(out), said);
        }
    }
}
