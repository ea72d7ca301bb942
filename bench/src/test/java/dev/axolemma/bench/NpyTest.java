package dev.axolemma.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.axolemma.Dtype;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The fixtures were written by NumPy 2.4. */
class NpyTest {

    private static byte[] fixture(String name) throws IOException {
        try (InputStream in = NpyTest.class.getResourceAsStream(name)) {
            return in.readAllBytes();
        }
    }

    private static Numbers read(byte[] bytes) throws IOException {
        return Npy.read(new ByteArrayInputStream(bytes));
    }

    private static byte[] write(Numbers numbers) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Npy.write(numbers, out);
        return out.toByteArray();
    }

    @ParameterizedTest
    @ValueSource(strings = {"f4-2x3.npy", "f4-big-endian.npy", "f4-version-2.npy"})
    void readsSingles(String name) throws IOException {
        Numbers numbers = read(fixture(name));
        assertThat(numbers.dtype()).isEqualTo(Dtype.F32);
        assertThat(numbers.shape()).containsExactly(2L, 3L);
        assertThat(numbers.stream().toArray()).containsExactly(0.0, -0.0, 1.5, Double.NaN, Double.POSITIVE_INFINITY,
                (double) Float.MIN_VALUE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"f2-2x3.npy", "f2-big-endian.npy", "v2-2x3.npy"})
    void readsStoredNumbers(String name) throws IOException {
        Numbers numbers = read(fixture(name));
        boolean isBinary16 = name.startsWith("f2");
        assertThat(numbers.dtype()).isEqualTo(isBinary16 ? Dtype.F16 : Dtype.BF16);
        assertThat(numbers.shape()).containsExactly(2L, 3L);
        assertThat(numbers.stream().toArray()).containsExactly(0.0, -0.0, 1.5, Double.NaN, Double.POSITIVE_INFINITY,
                isBinary16 ? 0x1p-24 : 0x1p-133);
    }

    @Test
    void readsDoubles() throws IOException {
        Numbers numbers = read(fixture("f8-big-endian.npy"));
        assertThat(numbers.dtype()).isEqualTo(Dtype.F64);
        assertThat(numbers.stream().toArray()).containsExactly(0.1, -2.5, Double.MIN_VALUE);
    }

    @Test
    void readsEveryShape() throws IOException {
        assertThat(read(fixture("f8-scalar.npy")).shape()).isEmpty();
        assertThat(read(fixture("f8-scalar.npy")).stream().toArray()).containsExactly(0.1);
        assertThat(read(fixture("f8-empty.npy")).shape()).containsExactly(0L, 3L);
        assertThat(read(fixture("f4-column.npy")).stream().toArray()).containsExactly(1.0, 1.0, 1.0, 1.0);
    }

    @Test
    void writesWhatNumpyWrites() throws IOException {
        for (String name : List.of("f2-2x3.npy", "v2-2x3.npy", "f4-2x3.npy", "f8-empty.npy", "f8-scalar.npy")) {
            byte[] written = write(read(fixture(name)));
            assertThat(written.length % 64).isEqualTo(fixture(name).length % 64);
            assertThat(text(written)).isEqualTo(text(fixture(name)));
        }
    }

    /** Python accepts a comma after the last size of a shape as well as none. */
    private static String text(byte[] npy) {
        return new String(npy, StandardCharsets.ISO_8859_1).replaceAll(",(?=[),])|\\s", "");
    }

    @Property
    void returnsWhatWasWritten(@ForAll @Size(max = 20) double[] values) throws IOException {
        for (Dtype dtype : Dtype.values()) {
            Numbers numbers = Numbers.of(dtype, values);
            byte[] written = write(numbers);
            assertThat(Npy.startsAt(new BufferedInputStream(new ByteArrayInputStream(written)))).isTrue();
            assertThat(read(written).mismatch(numbers)).isEqualTo(-1);
        }
    }

    @Test
    void refusesWhatItCannotRead() throws IOException {
        assertRefused(fixture("i8.npy"), "'<i8'; it must be f2, f4 or f8 of either byte order, or '<V2' for bf16");
        assertRefused(fixture("f4-fortran.npy"), "Fortran order");
        byte[] whole = fixture("f4-2x3.npy");
        assertRefused(Arrays.copyOf(whole, whole.length - 1), "ends after 23 bytes of data");
        assertRefused(Arrays.copyOf(whole, 8), "ends within its header");
        assertRefused(Arrays.copyOf(whole, 40), "header is damaged");
        assertRefused("1 2 3 4 5".getBytes(StandardCharsets.US_ASCII), "not a .npy file");
        assertRefused(new String(whole, StandardCharsets.ISO_8859_1).replace("(2, 3)", "(9999999999, 9999999999)")
                .getBytes(StandardCharsets.ISO_8859_1), "too large");
    }

    private static void assertRefused(byte[] bytes, String reason) {
        assertThatThrownBy(() -> read(bytes)).isInstanceOf(MalformedNumbersException.class)
                .hasMessageContaining(reason);
    }

    @Test
    void leavesTextAlone() throws IOException {
        InputStream text = new BufferedInputStream(new ByteArrayInputStream(new byte[] {'1'}));
        assertThat(Npy.startsAt(text)).isFalse();
        assertThat(text.readAllBytes()).containsExactly('1');
    }
}
