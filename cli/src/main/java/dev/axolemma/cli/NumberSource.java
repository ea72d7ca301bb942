package dev.axolemma.cli;

import dev.axolemma.Dtype;
import dev.axolemma.bench.MalformedNumbersException;
import dev.axolemma.bench.NumberFile;
import dev.axolemma.bench.NumberText;
import dev.axolemma.bench.Numbers;
import dev.axolemma.bench.Progress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads operands of one dtype.
 *
 * @param text how text is read
 * @param dtype what all are converted to; if empty, the first file decides and the others must agree
 * @param progress is told which file is being read
 */
record NumberSource(NumberText text, Optional<Dtype> dtype, Progress progress) {

    static final Path STANDARD_INPUT = Path.of("-");

    List<Numbers> read(List<Path> files) throws IOException {
        List<Numbers> operands = new ArrayList<>();
        Optional<Dtype> decided = dtype;
        for (Path file : files) {
            progress.at("reading " + name(file), operands.size(), files.size() + 2L);
            Numbers numbers = read(file, decided.orElse(Dtype.F32));
            decided = decided.or(() -> Optional.of(numbers.dtype()));
            operands.add(convert(numbers, decided.get(), file));
        }
        return operands;
    }

    private Numbers read(Path file, Dtype ofText) throws IOException {
        if (!file.equals(STANDARD_INPUT)) {
            return NumberFile.read(file, text, ofText);
        }
        try {
            return NumberFile.read(System.in, text, ofText);
        } catch (MalformedNumbersException e) {
            throw new MalformedNumbersException(name(file) + ": " + e.getMessage());
        }
    }

    private Numbers convert(Numbers numbers, Dtype decided, Path file) throws MalformedNumbersException {
        if (dtype.isEmpty() && numbers.dtype() != decided) {
            throw new MalformedNumbersException(name(file) + ": holds " + numbers.dtype().label()
                    + ", the first input " + decided.label() + "; say with --dtype which to compute in");
        }
        return numbers.to(decided);
    }

    static String name(Path file) {
        return file.equals(STANDARD_INPUT) ? "standard input" : file.toString();
    }
}
