package dev.axolemma;

/**
 * The number formats that operands may have.
 *
 * <p>{@link #F16} and {@link #BF16} are formats of storage. Whatever is computed of such operands is what {@link #F32}
 * gives for the same numbers, each of which a float holds exactly; and every number that is written is rounded once,
 * from f32 to the format, to nearest and to even at a tie. What overflows becomes infinite, subnormal numbers are kept,
 * and NaN is written as {@code 0x7e00} in f16 and {@code 0x7fc0} in bf16. So a result has the same bits on every
 * backend. Nothing that stays inside a call is rounded to the format.
 */
public enum Dtype {
    /** IEEE binary16, a format of storage: see {@link Binary16}. */
    F16("f16", Short.BYTES),
    /** bfloat16, the upper half of a binary32 number, a format of storage: see {@link Bfloat16}. */
    BF16("bf16", Short.BYTES),
    /** IEEE binary32. */
    F32("f32", Float.BYTES),
    /** IEEE binary64. */
    F64("f64", Double.BYTES);

    private final String label;
    private final int bytes;

    Dtype(String label, int bytes) {
        this.label = label;
        this.bytes = bytes;
    }

    /** The name in command lines and reports: {@code f16}, {@code bf16}, {@code f32}, {@code f64}. */
    public String label() {
        return label;
    }

    /** The size of one element in bytes. */
    public int bytes() {
        return bytes;
    }

    /** The format that operands of this one are computed in: f32 for a format of storage, and otherwise itself. */
    public Dtype arithmetic() {
        return switch (this) {
            case F16, BF16, F32 -> F32;
            case F64 -> F64;
        };
    }

    /** Whether numbers must be converted before anything is computed with them: f16, bf16. */
    public boolean isStorage() {
        return arithmetic() != this;
    }

    /**
     * The format called {@code label}.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static Dtype of(String label) {
        for (Dtype dtype : values()) {
            if (dtype.label.equals(label)) {
                return dtype;
            }
        }
        throw new IllegalArgumentException("dtype is '" + label + "'; it must be f16, bf16, f32 or f64");
    }
}
