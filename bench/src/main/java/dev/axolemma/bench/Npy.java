package dev.axolemma.bench;

import static java.lang.foreign.ValueLayout.JAVA_DOUBLE_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED;

import dev.axolemma.Dtype;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * NumPy's {@code .npy} format (NEP 1): versions 1 to 3, f2, f4 and f8 in either byte order, C order, any shape; written
 * as version 1, little-endian. NumPy itself has no bf16: it is {@code V2}, two bytes of whatever, as the package
 * ml_dtypes makes NumPy write it.
 */
public final class Npy {

    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
    private static final Pattern DESCRIPTION = Pattern.compile("'descr'\\s*:\\s*'([^']*)'");
    private static final Pattern FORTRAN = Pattern.compile("'fortran_order'\\s*:\\s*True");
    private static final Pattern SHAPE = Pattern.compile("'shape'\\s*:\\s*\\(([\\d\\s,L]*)\\)");
    private static final int ALIGNMENT = 64;

    private Npy() {
    }

    /** Whether {@code in}, which must support marks, stands at the start of a {@code .npy} file. Consumes nothing. */
    public static boolean startsAt(InputStream in) throws IOException {
        in.mark(MAGIC.length);
        byte[] start = in.readNBytes(MAGIC.length);
        in.reset();
        return Arrays.equals(start, MAGIC);
    }

    /**
     * @throws MalformedNumbersException if it is not such a file, or holds something else than f2, f4, f8 or V2 in C
     * order
     */
    public static Numbers read(InputStream in) throws IOException {
        String header = header(new DataInputStream(in));
        String description = find(DESCRIPTION, header);
        Dtype dtype = dtype(description);
        List<Long> shape = shape(header);
        Numbers numbers = zeros(dtype, shape);
        byte[] bytes = in.readNBytes(Math.toIntExact(numbers.data().byteSize()));
        if (bytes.length < numbers.data().byteSize()) {
            throw new MalformedNumbersException(".npy file ends after " + bytes.length + " bytes of data; shape "
                    + shape + " of '" + description + "' takes " + numbers.data().byteSize());
        }
        ValueLayout layout = layout(dtype);
        ByteOrder order = description.startsWith(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        MemorySegment.copy(MemorySegment.ofArray(bytes), layout.withOrder(order), 0, numbers.data(), layout, 0,
                numbers.length());
        return numbers;
    }

    private static String header(DataInputStream in) throws IOException {
        try {
            if (!Arrays.equals(in.readNBytes(MAGIC.length), MAGIC)) {
                throw new MalformedNumbersException("not a .npy file");
            }
            int version = in.readUnsignedByte();
            in.readUnsignedByte();
            int length = version == 1 ? Short.toUnsignedInt(Short.reverseBytes(in.readShort()))
                    : Integer.reverseBytes(in.readInt());
            return new String(in.readNBytes(length), StandardCharsets.UTF_8);
        } catch (EOFException e) {
            throw new MalformedNumbersException(".npy file ends within its header");
        }
    }

    private static Dtype dtype(String description) throws MalformedNumbersException {
        return switch (description) {
            case "<f2", ">f2" -> Dtype.F16;
            case "<V2", "|V2" -> Dtype.BF16;
            case "<f4", ">f4" -> Dtype.F32;
            case "<f8", ">f8" -> Dtype.F64;
            default -> throw new MalformedNumbersException(
                    ".npy file holds '" + description
                            + "'; it must be f2, f4 or f8 of either byte order, or '<V2' for bf16");
        };
    }

    private static List<Long> shape(String header) throws MalformedNumbersException {
        List<Long> shape = Arrays.stream(find(SHAPE, header).split("[\\s,L]+"))
                .filter(s -> !s.isEmpty()).map(Long::valueOf).toList();
        if (shape.size() > 1 && FORTRAN.matcher(header).find()) {
            throw new MalformedNumbersException(
                    ".npy file is in Fortran order; it must be in C order (numpy.ascontiguousarray)");
        }
        return shape;
    }

    private static String find(Pattern pattern, String header) throws MalformedNumbersException {
        Matcher matcher = pattern.matcher(header);
        if (!matcher.find()) {
            throw new MalformedNumbersException(".npy header is damaged: " + header.strip());
        }
        return matcher.group(1);
    }

    private static Numbers zeros(Dtype dtype, List<Long> shape) throws MalformedNumbersException {
        try {
            return Numbers.zeros(dtype, shape);
        } catch (ArithmeticException e) {
            throw new MalformedNumbersException(
                    ".npy file of shape " + shape + " is too large; it may have 2^31 bytes");
        }
    }

    private static ValueLayout layout(Dtype dtype) {
        return switch (dtype) {
            case F16, BF16 -> JAVA_SHORT_UNALIGNED;
            case F32 -> JAVA_FLOAT_UNALIGNED;
            case F64 -> JAVA_DOUBLE_UNALIGNED;
        };
    }

    /** Writes one file. */
    public static void write(Numbers numbers, OutputStream out) throws IOException {
        DataOutputStream data = new DataOutputStream(out);
        byte[] header = header(numbers).getBytes(StandardCharsets.US_ASCII);
        data.write(MAGIC);
        data.write(new byte[] {1, 0});
        data.writeShort(Short.reverseBytes((short) header.length));
        data.write(header);
        byte[] bytes = new byte[Math.toIntExact(numbers.data().byteSize())];
        ValueLayout layout = layout(numbers.dtype());
        MemorySegment.copy(numbers.data(), layout, 0, MemorySegment.ofArray(bytes),
                layout.withOrder(ByteOrder.LITTLE_ENDIAN), 0, numbers.length());
        data.write(bytes);
        data.flush();
    }

    private static String header(Numbers numbers) {
        String shape = numbers.shape().stream().map(n -> n + ",").collect(Collectors.joining(" ", "(", ")"));
        String kind = numbers.dtype() == Dtype.BF16 ? "V" : "f";
        String dictionary = "{'descr': '<" + kind + numbers.dtype().bytes() + "', 'fortran_order': False, 'shape': "
                + shape + ", }";
        int start = MAGIC.length + 4;
        int padding = ALIGNMENT - (start + dictionary.length() + 1) % ALIGNMENT;
        return dictionary + " ".repeat(padding % ALIGNMENT) + "\n";
    }
}
