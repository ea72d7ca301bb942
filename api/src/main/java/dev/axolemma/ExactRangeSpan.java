package dev.axolemma;

import java.lang.foreign.MemorySegment;
import java.util.Objects;

/**
 * Where numbers are written whose exponent has no bounds: element i is significand i · 2^(exponent i). A significand is
 * from 1 to 2 in magnitude, 2 not included, and has its number's sign; zero, infinity and NaN are their own significand
 * and have the exponent 0. Those of a chain in f16 or bf16 are f32: they are not rounded to the format.
 *
 * @param significands the significands
 * @param exponents as many {@code int}s in the platform's byte order
 */
public record ExactRangeSpan(Span significands, MemorySegment exponents) {

    /** @throws IllegalArgumentException if there are not as many exponents as significands */
    public ExactRangeSpan {
        Objects.requireNonNull(significands, "significands");
        if (exponents.byteSize() != significands.extent() * Integer.BYTES) {
            throw new IllegalArgumentException("exponents have " + exponents.byteSize() + " bytes; for "
                    + significands.extent() + " elements they must have " + significands.extent() * Integer.BYTES);
        }
    }

    /** @throws IllegalArgumentException if the arrays differ in length */
    public static ExactRangeSpan of(float[] significands, int[] exponents) {
        return new ExactRangeSpan(Span.of(significands), MemorySegment.ofArray(exponents));
    }

    /** @throws IllegalArgumentException if the arrays differ in length */
    public static ExactRangeSpan of(double[] significands, int[] exponents) {
        return new ExactRangeSpan(Span.of(significands), MemorySegment.ofArray(exponents));
    }
}
