package dev.axolemma.opencl;

import dev.axolemma.Dtype;
import dev.axolemma.compiler.Type;

/**
 * How OpenCL C calls the types of a program's values.
 *
 * @param dtype of the program
 * @param lanes how many elements a value has: a vector of them, or 1
 */
record ClTypes(Dtype dtype, int lanes) {

    private String lanesSuffix() {
        return lanes == 1 ? "" : String.valueOf(lanes);
    }

    /** One number. */
    String number() {
        return switch (dtype) {
            case F16, BF16, F32 -> "float";
            case F64 -> "double";
        };
    }

    String real() {
        return number() + lanesSuffix();
    }

    /** Integers that wrap: overflow of signed ones is undefined. */
    String integer() {
        return "u" + signed();
    }

    String signed() {
        return signedNumber() + lanesSuffix();
    }

    /** One signed integer. */
    String signedNumber() {
        return dtype == Dtype.F32 ? "int" : "long";
    }

    /** What a comparison gives: 0 or 1, or all bits of each lane. */
    String mask() {
        return lanes == 1 ? "int" : signed();
    }

    String type(Type type) {
        return switch (type) {
            case FLOAT -> real();
            case INT -> integer();
            case MASK -> mask();
        };
    }

    /** The bit pattern of a number. */
    long bits(double value) {
        return switch (dtype) {
            case F16, BF16, F32 -> Float.floatToRawIntBits((float) value);
            case F64 -> Double.doubleToRawLongBits(value);
        };
    }

    /** A number with this bit pattern, in each lane. */
    String constant(long bits) {
        String literal = dtype == Dtype.F32 ? number(Float.intBitsToFloat((int) bits), (int) bits)
                : number(Double.longBitsToDouble(bits), bits);
        return lanes == 1 ? literal : "(" + real() + ")(" + literal + ")";
    }

    private static String number(float value, int bits) {
        return Float.isFinite(value) ? Float.toHexString(value) + "f"
                : "as_float(0x" + Integer.toHexString(bits) + "u)";
    }

    private static String number(double value, long bits) {
        return Double.isFinite(value) ? Double.toHexString(value) : "as_double(0x" + Long.toHexString(bits) + "ul)";
    }

    /** An integer, in each lane. */
    String integer(long value) {
        String literal = dtype == Dtype.F32 ? "0x" + Integer.toHexString((int) value) + "u"
                : "0x" + Long.toHexString(value) + "ul";
        return lanes == 1 ? literal : "(" + integer() + ")(" + literal + ")";
    }
}
