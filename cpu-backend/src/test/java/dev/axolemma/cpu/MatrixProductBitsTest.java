package dev.axolemma.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.axolemma.Dtype;
import dev.axolemma.Span;
import dev.axolemma.spi.Settings;
import java.lang.foreign.Arena;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Scalar code and vectors of every width return the bits that the sum of a matrix product is defined to have. */
@Tag("bits")
class MatrixProductBitsTest {

    /** Rare enough for most sums to stay clear of them. */
    private static final double[] EDGES = {0.0, -0.0, 0x1p-149, 0x1p-1074, 1e-310, 1e30, -3e38, 1e300,
        Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.NaN};
    private static final Map<List<Object>, long[]> EXPECTED = new ConcurrentHashMap<>();
    private static final UnaryOperator<Span> IN_ARRAY = span -> span;

    static Stream<Arguments> forms() {
        return Forms.withDtypes();
    }

    /** @param perEdge how many ordinary numbers there are for one that is not */
    private static double[] random(SplittableRandom random, Dtype dtype, int length, int perEdge) {
        return random.doubles(length, -2, 2)
                .map(ordinary -> random.nextInt(perEdge) > 0 ? ordinary : EDGES[random.nextInt(EDGES.length)])
                .map(number -> dtype == Dtype.F32 ? (float) number : number).toArray();
    }

    /** Computes a product, each factor in either order of storage, and holds it against the definition. */
    private static void check(Form form, Dtype dtype, int threads, int m, int k, int n, UnaryOperator<Span> container) {
        SplittableRandom random = new SplittableRandom(31L * m + 7L * k + n);
        double[] left = random(random, dtype, m * k, 20 * k);
        double[] right = random(random, dtype, k * n, 20 * k);
        long[] expected = EXPECTED.computeIfAbsent(List.of(dtype, m, k, n), key ->
                Numbers.bits(new PlainArithmetic(dtype).product(left, right, m, k, n), dtype));
        Matrix[] lefts = {
            Matrix.of(container.apply(Numbers.of(left, dtype, 1)), m, k),
            Matrix.of(container.apply(Numbers.of(PlainArithmetic.transposed(left, m, k), dtype, 0)), k, m).transposed()};
        Matrix[] rights = {
            Matrix.of(container.apply(Numbers.of(right, dtype, 3)), k, n),
            Matrix.of(container.apply(Numbers.of(PlainArithmetic.transposed(right, k, n), dtype, 2)), n, k).transposed()};
        try (Workers workers = new Workers(new Settings(threads, Optional.empty(), false))) {
            MatrixProduct product = new MatrixProduct(ProductCode.of(dtype, form), workers, first -> { });
            for (Matrix a : lefts) {
                for (Matrix b : rights) {
                    Span result = container.apply(Numbers.array(new long[m * n], dtype, 1));
                    product.multiply(a, b, (tile, rooms) -> tile.write(result, n), threads > 1);
                    assertThat(Numbers.get(result)).as("%d × %d × %d", m, k, n).isEqualTo(expected);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("forms")
    void everyShape(Form form, Dtype dtype) {
        int columns = form.tileVectors() * form.lanes(dtype);
        for (int m : new int[] {1, 5, 6, 7, 13}) {
            for (int n : new int[] {1, 2, columns - 1, columns, columns + 1, 2 * columns + 3}) {
                check(form, dtype, 1, m, 9, n, IN_ARRAY);
            }
        }
        check(form, dtype, 1, 0, 4, 3, IN_ARRAY);
        check(form, dtype, 1, 3, 0, 2, IN_ARRAY);
        check(form, dtype, 1, 514, 1, 515, IN_ARRAY);
    }

    @ParameterizedTest
    @MethodSource("forms")
    void everyDepth(Form form, Dtype dtype) {
        for (int k : new int[] {1, 127, 128, 129, 1023, 1024, 1025, 2048, 2049, 3073, 4096, 5 * 1024 + 7, 7 * 1024 - 1}) {
            check(form, dtype, 1, 7, k, 3, IN_ARRAY);
        }
    }

    @ParameterizedTest
    @MethodSource("forms")
    void severalThreads(Form form, Dtype dtype) {
        // As many terms as are just worth sharing.
        check(form, dtype, 3, 270, 4 * form.lanes(dtype), 250, IN_ARRAY);
    }

    @ParameterizedTest
    @MethodSource("forms")
    void nativeMemory(Form form, Dtype dtype) {
        try (Arena arena = Arena.ofConfined()) {
            check(form, dtype, 1, 8, 131, 2 * form.tileVectors() * form.lanes(dtype) + 1, span -> {
                Span copy = Span.of(arena.allocate(dtype.bytes() * span.length() + 1).asSlice(1), dtype);
                copy.segment().copyFrom(span.segment());
                return copy;
            });
        }
    }
}
