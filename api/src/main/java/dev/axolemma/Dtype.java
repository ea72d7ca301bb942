package dev.axolemma;

/** The number formats that operands may have. */
public enum Dtype {
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

    /** The name in command lines and reports: {@code f32}, {@code f64}. */
    public String label() {
        return label;
    }

    /** The size of one element in bytes. */
    public int bytes() {
        return bytes;
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
        throw new IllegalArgumentException("dtype is '" + label + "'; it must be f32 or f64");
    }
}
