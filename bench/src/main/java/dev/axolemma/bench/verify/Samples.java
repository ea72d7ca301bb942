package dev.axolemma.bench.verify;

import dev.axolemma.Dtype;
import dev.axolemma.bench.Bits;
import dev.axolemma.bench.NumberText;
import dev.axolemma.bench.reference.Ulp;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A deterministic sequence of points: landmarks first, then a mix of everything. Immutable. */
final class Samples {

    private static final long GOLDEN = 0x9E37_79B9_7F4A_7C15L;

    private final Dtype dtype;
    private final Sampling sampling;
    private final int inputs;
    private final long[][] landmarks;

    /** @param landmarks points by the bits of their coordinates, at least one */
    Samples(Dtype dtype, Sampling sampling, long[][] landmarks) {
        this.dtype = dtype;
        this.sampling = sampling;
        this.inputs = landmarks[0].length;
        this.landmarks = landmarks;
    }

    Dtype dtype() {
        return dtype;
    }

    long size() {
        return landmarks.length + sampling.points(dtype);
    }

    /** Writes the coordinates of the points from {@code first} on. */
    void fill(Column[] inputs, long first, int count) {
        for (int i = 0; i < count; i++) {
            for (int input = 0; input < inputs.length; input++) {
                inputs[input].setBits(i, bits(first + i, input));
            }
        }
    }

    /** The coordinates of a point as bit patterns. */
    String hexadecimal(long index) {
        return Arrays.stream(bits(index)).mapToObj(bits -> HexFormat.of().toHexDigits(bits, 2 * dtype.bytes()))
                .collect(Collectors.joining(" "));
    }

    String decimal(long index) {
        return Arrays.stream(bits(index)).mapToObj(bits -> decimal(Bits.number(bits, dtype)))
                .collect(Collectors.joining(" "));
    }

    /** The shortest decimal number that is this number of the dtype. */
    String decimal(double value) {
        return NumberText.DECIMAL.write(value, dtype);
    }

    private long[] bits(long index) {
        return IntStream.range(0, inputs).mapToLong(input -> bits(index, input)).toArray();
    }

    private long bits(long index, int input) {
        return index < landmarks.length ? landmarks[(int) index][input] : drawn(index - landmarks.length, input);
    }

    /** Upstream gradients: some of every kind, among them 0, ±∞ and NaN. */
    void fillUpstream(Column upstream, long first, int count) {
        for (int i = 0; i < count; i++) {
            long random = mixed(~(first + i));
            upstream.setBits(i, drawn(random));
        }
    }

    private long drawn(long index, int input) {
        if (input > 0) {
            return drawn(mixed(index * 8 + input));
        }
        return switch (dtype) {
            case F16, BF16 -> index;
            case F32 -> index * sampling.stride() + Long.remainderUnsigned(mixed(index), sampling.stride());
            case F64 -> drawnDouble(mixed(index * 8));
        };
    }

    private long drawn(long random) {
        return switch (dtype) {
            case F16, BF16, F32 -> drawnSingle(random);
            case F64 -> drawnDouble(random);
        };
    }

    /** A quarter of all magnitudes, the rest between 2^-12 and 2^6. */
    private long drawnSingle(long random) {
        int width = Byte.SIZE * dtype.bytes();
        if ((random & 3) == 0) {
            return random >>> Long.SIZE - width;
        }
        int fraction = Ulp.of(dtype).precision() - 1;
        int exponent = (int) Math.floorMod(random >> 2, 18L) - 12;
        return random >>> 63 << width - 1 | (long) exponent + Ulp.of(dtype).maxExponent() << fraction
                | random >>> 33 & (1L << fraction) - 1;
    }

    /** A quarter of all magnitudes, a half between 2^-60 and 2^10, a quarter evenly from −40 to 40. */
    private static long drawnDouble(long random) {
        long again = mixed(random);
        return switch ((int) (random & 3)) {
            case 0 -> again;
            case 1 -> Double.doubleToRawLongBits(80 * ((again >>> 11) * 0x1p-53 - 0.5));
            default -> {
                long exponent = Math.floorMod(random >> 2, 70L) - 60;
                yield again & 0x800f_ffff_ffff_ffffL | exponent + 1023 << 52;
            }
        };
    }

    /** The finalizer of SplitMix64 (Steele, Lea and Flood 2014). */
    private static long mixed(long index) {
        long z = index * GOLDEN + GOLDEN;
        z = (z ^ z >>> 30) * 0xBF58_476D_1CE4_E5B9L;
        z = (z ^ z >>> 27) * 0x94D0_49BB_1331_11EBL;
        return z ^ z >>> 31;
    }
}
