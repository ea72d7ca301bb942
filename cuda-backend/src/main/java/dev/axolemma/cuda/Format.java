package dev.axolemma.cuda;

import dev.axolemma.Dtype;

/** How PTX names the numbers of a dtype that is computed in, and integers of the same width. */
record Format(Dtype dtype) {

    /** What one load or store can take at most. */
    private static final int LONGEST_VECTOR = 16;

    private boolean f32() {
        return dtype == Dtype.F32;
    }

    RegisterKind realKind() {
        return f32() ? RegisterKind.F32 : RegisterKind.F64;
    }

    RegisterKind integerKind() {
        return f32() ? RegisterKind.B32 : RegisterKind.B64;
    }

    String real() {
        return f32() ? "f32" : "f64";
    }

    String bits() {
        return f32() ? "b32" : "b64";
    }

    String signed() {
        return f32() ? "s32" : "s64";
    }

    String unsigned() {
        return f32() ? "u32" : "u64";
    }

    int bytes() {
        return dtype.bytes();
    }

    /** How many numbers one load or store can take. */
    int lanes() {
        return LONGEST_VECTOR / bytes();
    }

    /** A number as an immediate operand. */
    String real(long pattern) {
        return f32() ? "0f%08X".formatted((int) pattern) : "0d%016X".formatted(pattern);
    }

    /** A number that the dtype has, as an immediate operand. */
    String number(double number) {
        return real(f32() ? Float.floatToIntBits((float) number) : Double.doubleToLongBits(number));
    }

    /** An integer as an immediate operand. */
    String integer(long value) {
        return Long.toString(f32() ? (int) value : value);
    }

    /** The low 32 bits of an integer. */
    String low(String integer, KernelText text) {
        return f32() ? integer : text.compute(RegisterKind.B32, "cvt.u32.u64", integer);
    }
}
