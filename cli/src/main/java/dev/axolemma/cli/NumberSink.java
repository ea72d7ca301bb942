package dev.axolemma.cli;

import dev.axolemma.bench.NumberFile;
import dev.axolemma.bench.NumberText;
import dev.axolemma.bench.Numbers;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;

/**
 * Writes results to a file each, or as columns.
 *
 * @param text how text is written
 * @param out where the columns go
 */
record NumberSink(NumberText text, PrintWriter out) {

    /** @param files one for each result, or none */
    void write(List<Numbers> results, List<Path> files) throws IOException {
        for (int i = 0; i < files.size(); i++) {
            NumberFile.write(results.get(i), files.get(i), text);
        }
        if (files.isEmpty()) {
            writeColumns(results);
        }
    }

    private void writeColumns(List<Numbers> results) {
        for (long row = 0; row < results.getFirst().length(); row++) {
            for (int column = 0; column < results.size(); column++) {
                Numbers numbers = results.get(column);
                out.print(column == 0 ? "" : " ");
                out.print(text.write(numbers.get(row), numbers.dtype()));
            }
            out.print('\n');
        }
        out.flush();
    }
}
