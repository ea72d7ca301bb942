package dev.axolemma.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.axolemma.Dtype;
import java.io.IOException;
import java.io.StringReader;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumberTextTest {

    private static Numbers read(NumberText text, Dtype dtype, String content) throws IOException {
        return text.read(new StringReader(content), dtype);
    }

    @Property
    void everySingleComesBack(@ForAll int bits) throws IOException {
        float value = Float.intBitsToFloat(bits);
        for (NumberText text : NumberText.values()) {
            assertThat(read(text, Dtype.F32, text.write(value, Dtype.F32)).stream().toArray())
                    .containsExactly((double) value);
        }
    }

    @Property
    void everyDoubleComesBack(@ForAll long bits) throws IOException {
        double value = Double.longBitsToDouble(bits);
        for (NumberText text : NumberText.values()) {
            assertThat(read(text, Dtype.F64, text.write(value, Dtype.F64)).stream().toArray()).containsExactly(value);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"F16", "BF16"})
    void everyStoredNumberComesBack(Dtype dtype) throws IOException {
        double[] all = IntStream.range(0, 1 << 16).mapToDouble(pattern -> Bits.number(pattern, dtype)).toArray();
        for (NumberText text : NumberText.values()) {
            String written = Arrays.stream(all).mapToObj(value -> text.write(value, dtype))
                    .collect(Collectors.joining("\n"));
            assertThat(read(text, dtype, written).stream().toArray()).isEqualTo(all);
            assertThat(written.lines()).allMatch(line -> line.length() <= 10);
        }
    }

    @Test
    void writesTheForms() {
        assertThat(NumberText.DECIMAL.write(0.1f, Dtype.F32)).isEqualTo("0.1");
        assertThat(NumberText.DECIMAL.write(0x1.998p-4, Dtype.F16)).isEqualTo("0.1");
        assertThat(NumberText.DECIMAL.write(-0x1.9ap-4, Dtype.BF16)).isEqualTo("-0.1");
        assertThat(NumberText.DECIMAL.write(-0.0, Dtype.F16)).isEqualTo("-0.0");
        assertThat(NumberText.DECIMAL.write(Double.NaN, Dtype.F32)).isEqualTo("NaN");
        assertThat(NumberText.DECIMAL.write(Double.NEGATIVE_INFINITY, Dtype.F64)).isEqualTo("-Infinity");
        assertThat(NumberText.HEXADECIMAL.write(-0.0, Dtype.F32)).isEqualTo("80000000");
        assertThat(NumberText.HEXADECIMAL.write(Float.intBitsToFloat(0xffc12345), Dtype.F32)).isEqualTo("7fc00000");
        assertThat(NumberText.HEXADECIMAL.write(-1, Dtype.F16)).isEqualTo("bc00");
        assertThat(NumberText.HEXADECIMAL.write(Double.NaN, Dtype.BF16)).isEqualTo("7fc0");
        assertThat(NumberText.HEXADECIMAL.write(1, Dtype.F64)).isEqualTo("3ff0000000000000");
        assertThat(NumberText.HEXADECIMAL.write(Double.NaN, Dtype.F64)).isEqualTo("7ff8000000000000");
    }

    @Test
    void readsAnyWhiteSpace() throws IOException {
        assertThat(read(NumberText.DECIMAL, Dtype.F64, "\n 1\t-2.5e3\r\n\n nan inf -Infinity +1").stream().toArray())
                .containsExactly(1, -2500, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 1);
        assertThat(read(NumberText.DECIMAL, Dtype.F32, "").length()).isZero();
    }

    @Test
    void roundsDecimalsOnce() throws IOException {
        // Just above the middle of 1 and the next float; rounded to double first, it would lie on the middle.
        String above = "1.00000005960464477540";
        assertThat(read(NumberText.DECIMAL, Dtype.F32, above).get(0)).isEqualTo(Math.nextUp(1f));
        // The same around the middle of 1 and the next number of f16 and of bf16.
        assertThat(read(NumberText.DECIMAL, Dtype.F16, "1.00048828125").get(0)).isEqualTo(1);
        assertThat(read(NumberText.DECIMAL, Dtype.F16, "1.000488281250000000000001").get(0)).isEqualTo(1 + 0x1p-10);
        assertThat(read(NumberText.DECIMAL, Dtype.BF16, "1.003906250000000000000001").get(0)).isEqualTo(1 + 0x1p-7);
        assertThat(read(NumberText.DECIMAL, Dtype.BF16, "1.011718749999999999999999").get(0)).isEqualTo(1 + 0x1p-7);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "1,2", "1.5f", "1d", "0x", "--1"})
    void namesTheLine(String bad) {
        assertThatThrownBy(() -> read(NumberText.DECIMAL, Dtype.F32, "1 2\n\n3 " + bad + " 4"))
                .isInstanceOf(MalformedNumbersException.class)
                .hasMessage("line 3: '" + bad + "' is not a decimal number, NaN or Infinity");
    }

    @ParameterizedTest
    @EnumSource(Dtype.class)
    void hexHasTheDigitsOfItsDtype(Dtype dtype) {
        String other = dtype == Dtype.F32 ? "3ff0000000000000" : "3f800000";
        assertThatThrownBy(() -> read(NumberText.HEXADECIMAL, dtype, other))
                .hasMessageContaining("line 1: '" + other + "' is not " + 2 * dtype.bytes() + " hexadecimal digits");
        assertThatThrownBy(() -> read(NumberText.HEXADECIMAL, dtype, "g".repeat(2 * dtype.bytes())))
                .isInstanceOf(MalformedNumbersException.class);
    }

    @Test
    void abbreviatesLongNonsense() {
        assertThatThrownBy(() -> read(NumberText.DECIMAL, Dtype.F32, "x".repeat(1000)))
                .message().hasSizeLessThan(120);
    }
}
