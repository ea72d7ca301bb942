package dev.axolemma.bench;

import dev.axolemma.Bfloat16;
import dev.axolemma.Binary16;
import dev.axolemma.Dtype;

/** Numbers of any dtype by their bit patterns. */
public final class Bits {

    private Bits() {
    }

    /** The number of a dtype that has these bits, exactly. */
    public static double number(long bits, Dtype dtype) {
        return switch (dtype) {
            case F16 -> Binary16.widen((short) bits);
            case BF16 -> Bfloat16.widen((short) bits);
            case F32 -> Float.intBitsToFloat((int) bits);
            case F64 -> Double.longBitsToDouble(bits);
        };
    }

    /** The bits of the number of a dtype that is nearest to a value, all others 0; the same for every NaN. */
    public static long of(double value, Dtype dtype) {
        return switch (dtype) {
            case F16 -> Short.toUnsignedLong(Binary16.round(toOdd(value)));
            case BF16 -> Short.toUnsignedLong(Bfloat16.round(toOdd(value)));
            case F32 -> Integer.toUnsignedLong(Float.floatToIntBits((float) value));
            case F64 -> Double.doubleToLongBits(value);
        };
    }

    /**
     * One of the two floats around a value, that whose last bit is 1: rounded again, to fewer bits, it becomes what the
     * value itself would (Boldo and Melquiond 2008).
     */
    private static float toOdd(double value) {
        float nearest = (float) value;
        boolean isOdd = (Float.floatToRawIntBits(nearest) & 1) == 1;
        return isOdd || nearest == value || Double.isNaN(value) ? nearest
                : nearest < value ? Math.nextUp(nearest) : Math.nextDown(nearest);
    }
}
