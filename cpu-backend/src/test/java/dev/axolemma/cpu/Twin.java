package dev.axolemma.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.axolemma.Dtype;
import dev.axolemma.Span;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.Function;

/**
 * An operand in a format of storage and the same in f32.
 *
 * @param stored in the format
 * @param wide the same numbers, if it is an input
 */
record Twin(Span stored, Span wide) {

    /** @param container makes of an array what the operand lies in */
    static Twin of(long[] bits, Dtype dtype, Function<Span, Span> container) {
        Span stored = Numbers.array(bits, dtype, 1);
        Numbers.set(stored, bits);
        float[] wide = new float[bits.length];
        for (int i = 0; i < wide.length; i++) {
            wide[i] = StoredNumbers.widen((short) bits[i], dtype);
        }
        return new Twin(container.apply(stored), Span.of(wide));
    }

    static Twin of(long[] bits, Dtype dtype) {
        return of(bits, dtype, span -> span);
    }

    static Twin random(SplittableRandom random, Dtype dtype, int length) {
        return of(Numbers.random(random, dtype, length), dtype);
    }

    /** Numbers of which even long sums and products stay in range. */
    static Twin tame(SplittableRandom random, Dtype dtype, int length) {
        return of(Numbers.bits(random.doubles(length, -1, 1).toArray(), dtype), dtype);
    }

    static Twin empty(Dtype dtype, int length) {
        return of(new long[length], dtype);
    }

    Twin perChannel(long outer, long inner) {
        return new Twin(stored.perChannel(outer, inner), wide.perChannel(outer, inner));
    }

    /** Holds a result: what is stored is the f32 result, rounded. */
    void check(String name) {
        float[] numbers = (float[]) wide.array();
        long[] expected = new long[numbers.length];
        Arrays.setAll(expected, i -> StoredNumbers.round(numbers[i], stored.dtype()));
        assertThat(Numbers.get(stored)).as(name).isEqualTo(expected);
    }
}
