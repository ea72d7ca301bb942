package dev.axolemma.bench;

import dev.axolemma.Dtype;
import java.io.BufferedInputStream;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Files of numbers: text, or NumPy's {@code .npy}, which is recognised by its first bytes. */
public final class NumberFile {

    private static final int BUFFER = 1 << 16;

    private NumberFile() {
    }

    /**
     * Reads a file.
     *
     * @param text how text is read
     * @param dtype the dtype of text; a {@code .npy} file has its own
     * @throws IOException with a message that names the file, and the line where something is wrong
     */
    public static Numbers read(Path file, NumberText text, Dtype dtype) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return read(in, text, dtype);
        } catch (MalformedNumbersException e) {
            throw new MalformedNumbersException(file + ": " + e.getMessage());
        } catch (NoSuchFileException e) {
            throw new IOException(file + ": no such file", e);
        } catch (AccessDeniedException e) {
            throw new IOException(file + ": not allowed to read it", e);
        } catch (IOException e) {
            throw new IOException(file + ": " + e.getMessage(), e);
        }
    }

    /** Reads a stream to its end, as {@link #read(Path, NumberText, Dtype)} does a file. */
    public static Numbers read(InputStream in, NumberText text, Dtype dtype) throws IOException {
        BufferedInputStream buffered = new BufferedInputStream(in, BUFFER);
        return Npy.startsAt(buffered) ? Npy.read(buffered)
                : text.read(new InputStreamReader(buffered, StandardCharsets.UTF_8), dtype);
    }

    /** Writes a file: {@code .npy} if it is called so, otherwise text, one number a line. */
    public static void write(Numbers numbers, Path file, NumberText text) throws IOException {
        if (file.toString().endsWith(".npy")) {
            try (OutputStream out = Files.newOutputStream(file)) {
                Npy.write(numbers, out);
            }
        } else {
            try (BufferedWriter out = Files.newBufferedWriter(file)) {
                write(numbers, out, text);
            }
        }
    }

    private static void write(Numbers numbers, Writer out, NumberText text) throws IOException {
        for (long i = 0; i < numbers.length(); i++) {
            out.write(text.write(numbers.get(i), numbers.dtype()));
            out.write('\n');
        }
    }
}
