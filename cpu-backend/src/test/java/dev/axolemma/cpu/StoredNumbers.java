package dev.axolemma.cpu;

import dev.axolemma.Dtype;

/**
 * The formats of storage in binary64 arithmetic, as IEEE 754 defines them. It shares nothing with the code under test.
 */
final class StoredNumbers {

    private StoredNumbers() {
    }

    /** The bits of the significand after the first. */
    private static int fraction(Dtype dtype) {
        return dtype == Dtype.F16 ? 10 : 7;
    }

    private static int bias(Dtype dtype) {
        return dtype == Dtype.F16 ? 15 : 127;
    }

    static float widen(short bits, Dtype dtype) {
        int magnitude = bits & 0x7fff;
        int field = magnitude >> fraction(dtype);
        int significand = magnitude - (field << fraction(dtype));
        double sign = bits < 0 ? -1 : 1;
        if (field == 2 * bias(dtype) + 1) {
            return significand == 0 ? (float) (sign / 0) : Float.NaN;
        }
        double whole = field == 0 ? significand : significand + (1 << fraction(dtype));
        return (float) (sign * Math.scalb(whole, Math.max(field, 1) - bias(dtype) - fraction(dtype)));
    }

    static short round(float value, Dtype dtype) {
        int infinity = 2 * bias(dtype) + 1 << fraction(dtype);
        if (Float.isNaN(value)) {
            return (short) (infinity | 1 << fraction(dtype) - 1);
        }
        double magnitude = Math.abs((double) value);
        int exponent = Math.max(Math.getExponent(magnitude), 1 - bias(dtype));
        // In units of the last place; from the greatest subnormal number on, patterns count on as numbers do.
        double units = Math.rint(Math.scalb(magnitude, fraction(dtype) - exponent));
        double pattern = units + Math.scalb((double) exponent + bias(dtype) - 1, fraction(dtype));
        return (short) ((int) Math.min(pattern, infinity) | Float.floatToRawIntBits(value) >>> 31 << 15);
    }
}
