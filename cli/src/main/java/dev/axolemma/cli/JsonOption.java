package dev.axolemma.cli;

import dev.axolemma.bench.Machine;
import dev.axolemma.bench.Report;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** {@code --json FILE}. */
final class JsonOption {

    @Option(names = "--json", paramLabel = "FILE",
            description = "Also write {\"schema\": ..., \"machine\": ..., \"rows\": [...]} to this file.")
    private Optional<Path> file;

    void write(String schema, List<? extends Record> rows) throws IOException {
        if (file.isPresent()) {
            new Report(schema, Machine.here(), rows).writeJson(file.get());
        }
    }
}
