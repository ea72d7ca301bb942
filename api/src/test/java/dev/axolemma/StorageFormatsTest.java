package dev.axolemma;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The conversions against the formats as IEEE 754 defines them, in binary64 arithmetic. */
class StorageFormatsTest {

    private static final int SIGN = 0x8000;

    /**
     * A format.
     *
     * @param fraction the bits of the significand after the first
     * @param bias of the exponent
     */
    private record Format(String name, int fraction, int bias, short nan, Conversions conversions) {

        /** The pattern of infinity. Below it, patterns of positive numbers are in the order of these. */
        int infinity() {
            return 2 * bias + 1 << fraction;
        }

        /** What a pattern below infinity stands for; that of infinity, the power of two that would come next. */
        double value(int pattern) {
            int exponent = pattern >> fraction;
            int rest = pattern - (exponent << fraction);
            return exponent == 0 ? Math.scalb((double) rest, 1 - bias - fraction)
                    : Math.scalb((double) rest + (1 << fraction), exponent - bias - fraction);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    /** What is tested. */
    private interface Conversions {

        float widen(short bits);

        short round(float value);

        void widen(short[] bits, int from, float[] floats, int to, int count);

        void widen(MemorySegment bits, long from, float[] floats, int to, int count);

        void round(float[] floats, int from, short[] bits, int to, int count);

        void round(float[] floats, int from, MemorySegment bits, long to, int count);
    }

    private static final class OfBinary16 implements Conversions {

        @Override
        public float widen(short bits) {
            return Binary16.widen(bits);
        }

        @Override
        public short round(float value) {
            return Binary16.round(value);
        }

        @Override
        public void widen(short[] bits, int from, float[] floats, int to, int count) {
            Binary16.widen(bits, from, floats, to, count);
        }

        @Override
        public void widen(MemorySegment bits, long from, float[] floats, int to, int count) {
            Binary16.widen(bits, from, floats, to, count);
        }

        @Override
        public void round(float[] floats, int from, short[] bits, int to, int count) {
            Binary16.round(floats, from, bits, to, count);
        }

        @Override
        public void round(float[] floats, int from, MemorySegment bits, long to, int count) {
            Binary16.round(floats, from, bits, to, count);
        }
    }

    private static final class OfBfloat16 implements Conversions {

        @Override
        public float widen(short bits) {
            return Bfloat16.widen(bits);
        }

        @Override
        public short round(float value) {
            return Bfloat16.round(value);
        }

        @Override
        public void widen(short[] bits, int from, float[] floats, int to, int count) {
            Bfloat16.widen(bits, from, floats, to, count);
        }

        @Override
        public void widen(MemorySegment bits, long from, float[] floats, int to, int count) {
            Bfloat16.widen(bits, from, floats, to, count);
        }

        @Override
        public void round(float[] floats, int from, short[] bits, int to, int count) {
            Bfloat16.round(floats, from, bits, to, count);
        }

        @Override
        public void round(float[] floats, int from, MemorySegment bits, long to, int count) {
            Bfloat16.round(floats, from, bits, to, count);
        }
    }

    static Stream<Format> formats() {
        return Stream.of(new Format("f16", 10, 15, (short) 0x7e00, new OfBinary16()),
                new Format("bf16", 7, 127, (short) 0x7fc0, new OfBfloat16()));
    }

    @ParameterizedTest
    @MethodSource("formats")
    void everyPatternIsWidenedExactlyAndComesBack(Format format) {
        for (int pattern = 0; pattern < format.infinity(); pattern++) {
            checkWidened(format, pattern, format.value(pattern));
            checkWidened(format, pattern | SIGN, -format.value(pattern));
        }
        checkWidened(format, format.infinity(), Double.POSITIVE_INFINITY);
        checkWidened(format, format.infinity() | SIGN, Double.NEGATIVE_INFINITY);
        for (int pattern = format.infinity() + 1; pattern < SIGN; pattern++) {
            assertThat(format.conversions.widen((short) pattern)).isNaN();
            assertThat(format.conversions.widen((short) (pattern | SIGN))).isNaN();
        }
    }

    private static void checkWidened(Format format, int pattern, double value) {
        float widened = format.conversions.widen((short) pattern);
        if (Float.floatToRawIntBits(widened) != Float.floatToRawIntBits((float) value)
                || format.conversions.round(widened) != (short) pattern) {
            assertThat(widened).as("%04x", pattern).isEqualTo((float) value);
            assertThat(format.conversions.round(widened)).as("%04x", pattern).isEqualTo((short) pattern);
        }
    }

    /** Every boundary between two neighbours, which the even one of both takes, and what lies beside it. */
    @ParameterizedTest
    @MethodSource("formats")
    void everyBoundaryIsRoundedToEven(Format format) {
        for (int pattern = 0; pattern < format.infinity(); pattern++) {
            double middle = (format.value(pattern) + format.value(pattern + 1)) / 2;
            float boundary = (float) middle;
            assertThat((double) boundary).isEqualTo(middle);
            checkRounded(format, boundary, pattern + (pattern & 1));
            checkRounded(format, Math.nextDown(boundary), pattern);
            checkRounded(format, Math.nextUp(boundary), pattern + 1);
        }
        checkRounded(format, Float.MAX_VALUE, format.infinity());
        checkRounded(format, Float.MIN_VALUE, 0);
        checkRounded(format, Float.POSITIVE_INFINITY, format.infinity());
    }

    private static void checkRounded(Format format, float value, int pattern) {
        if (format.conversions.round(value) != (short) pattern
                || format.conversions.round(-value) != (short) (pattern | SIGN)) {
            assertThat(format.conversions.round(value)).as("%a", value).isEqualTo((short) pattern);
            assertThat(format.conversions.round(-value)).as("-%a", value).isEqualTo((short) (pattern | SIGN));
        }
    }

    @ParameterizedTest
    @MethodSource("formats")
    void everyNanBecomesTheCanonicalOne(Format format) {
        for (int bits : new int[] {0x7fc00000, 0xffc00000, 0x7f800001, 0xff800001, 0x7fffffff, 0xffffffff,
            0x7f80ffff}) {
            assertThat(format.conversions.round(Float.intBitsToFloat(bits))).isEqualTo(format.nan);
        }
    }

    /**
     * Lengths that leave a loop's vectors something over, NaN at every place and at none, odd offsets and alignments.
     */
    @ParameterizedTest
    @MethodSource("formats")
    void manyAtOnceAreConvertedAsOneByOne(Format format) {
        SplittableRandom random = new SplittableRandom(1);
        for (int count : new int[] {0, 1, 7, 8, 9, 63, 64, 65, 1000}) {
            for (int nan : new int[] {-1, 0, count / 2, count - 1}) {
                float[] numbers = new float[count + 5];
                for (int i = 0; i < numbers.length; i++) {
                    numbers[i] = random.nextBoolean() ? (float) random.nextDouble(-70_000, 70_000)
                            : ordinary(random.nextInt());
                }
                if (nan >= 0 && count > 0) {
                    numbers[3 + nan] = Float.NaN;
                }
                checkMany(format, numbers, count);
            }
        }
    }

    private static float ordinary(int bits) {
        float number = Float.intBitsToFloat(bits);
        return Float.isNaN(number) ? 1 : number;
    }

    private static void checkMany(Format format, float[] numbers, int count) {
        short[] rounded = new short[count + 2];
        format.conversions.round(numbers, 3, rounded, 1, count);
        float[] widened = new float[count + 4];
        format.conversions.widen(rounded, 1, widened, 2, count);
        for (int i = 0; i < count; i++) {
            assertThat(rounded[1 + i]).isEqualTo(format.conversions.round(numbers[3 + i]));
            assertThat(widened[2 + i]).isEqualTo(Float.valueOf(format.conversions.widen(rounded[1 + i])));
        }
        assertThat(List.of(rounded[0], rounded[count + 1])).containsOnly((short) 0);
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment memory = arena.allocate(2L * count + 7).asSlice(1);
            format.conversions.round(numbers, 3, memory, 1, count);
            float[] again = new float[count + 4];
            format.conversions.widen(memory, 1, again, 2, count);
            assertThat(again).isEqualTo(widened);
            assertThat(memory.get(ValueLayout.JAVA_SHORT_UNALIGNED, 0)).isZero();
        }
    }

    @ParameterizedTest
    @MethodSource("formats")
    void refusesMoreThanThereAre(Format format) {
        short[] bits = new short[4];
        float[] floats = new float[4];
        Arrays.fill(floats, 1);
        assertThatExceptionOfType(IndexOutOfBoundsException.class)
                .isThrownBy(() -> format.conversions.round(floats, 0, bits, 1, 4));
        assertThatExceptionOfType(IndexOutOfBoundsException.class)
                .isThrownBy(() -> format.conversions.widen(bits, 2, floats, 0, 3));
        assertThat(bits).containsOnly(0);
        assertThat(floats).containsOnly(1);
    }
}
