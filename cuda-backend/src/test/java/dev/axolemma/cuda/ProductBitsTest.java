package dev.axolemma.cuda;

import static org.assertj.core.api.Assertions.assertThat;

import dev.axolemma.Dtype;
import dev.axolemma.device.KernelSource;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The kernels of matrix products, and of what else works on rows, return the bits that their definition says. */
class ProductBitsTest {

    private static double fma(double a, double b, double c, Dtype dtype) {
        return dtype == Dtype.F32 ? Math.fma((float) a, (float) b, (float) c) : Math.fma(a, b, c);
    }

    /** Ordinary numbers, or also such as make tiny sums, −0, infinities and NaN. */
    private static long[] numbers(int seed, Dtype dtype, int length, boolean ordinary) {
        SplittableRandom random = new SplittableRandom(seed);
        return ordinary ? random.doubles(length, -4, 4).mapToLong(x -> Numbers.bits(x, dtype)).toArray()
                : Numbers.random(random, dtype, length);
    }

    /** Sums the products from {@code first} to {@code end − 1} of matrices [m, k] and [k, n]. */
    private static void check(Dtype dtype, int m, int k, int n, int first, int end, boolean transposed,
            boolean ordinary) {
        check(dtype, m, k, n, first, end, transposed, numbers(1, dtype, m * k, ordinary),
                numbers(2, dtype, k * n, ordinary));
    }

    private static void check(Dtype dtype, int m, int k, int n, int first, int end, boolean transposed, long[] left,
            long[] right) {
        DeviceMemory memory = new DeviceMemory();
        DeviceArray result = DeviceArray.empty(memory, dtype, 1, m * n);
        int rowStride = transposed ? 1 : k;
        int columnStride = transposed ? m : 1;
        KernelSource source = new PtxSkeletons().product(dtype);
        new PtxMachine(source.text()).run(2, source.group(), memory, new DeviceArray(memory, dtype, 1, left), rowStride,
                columnStride, new DeviceArray(memory, dtype, 3, right), n, result, m, n, first, end);
        long[] meant = new long[m * n];
        Arrays.setAll(meant, i -> {
            double sum = 0;
            for (int j = first; j < end; j++) {
                sum = fma(Numbers.number(left[i / n * rowStride + j * columnStride], dtype),
                        Numbers.number(right[j * n + i % n], dtype), sum, dtype);
            }
            return Numbers.bits(sum, dtype);
        });
        assertThat(result.numbers()).as("%d × %d × %d", m, k, n).isEqualTo(meant);
    }

    @ParameterizedTest
    @EnumSource(names = {"F32", "F64"})
    void everySize(Dtype dtype) {
        for (int[] size : new int[][] {{1, 1, 1}, {3, 5, 2}, {7, 8, 9}, {1, 9, 200}, {130, 7, 3}, {65, 17, 66},
            {3, 0, 4}}) {
            for (boolean transposed : new boolean[] {false, true}) {
                check(dtype, size[0], size[1], size[2], 0, size[1], transposed, true);
                check(dtype, size[0], size[1], size[2], 0, size[1], transposed, false);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"F32", "F64"})
    void everyTile(Dtype dtype) {
        check(dtype, 140, 20, 270, 0, 20, false, true);
        check(dtype, 140, 20, 270, 0, 20, true, true);
    }

    @ParameterizedTest
    @EnumSource(names = {"F32", "F64"})
    void someOfTheProducts(Dtype dtype) {
        for (int[] range : new int[][] {{0, 3}, {3, 20}, {8, 16}, {19, 20}, {5, 5}}) {
            check(dtype, 6, 20, 7, range[0], range[1], false, true);
        }
    }

    /** So small that it rounds to −0, which adding +0 would change. */
    @ParameterizedTest
    @EnumSource(names = {"F32", "F64"})
    void aTinyNegativeSum(Dtype dtype) {
        long[] tiny = {Numbers.bits(dtype == Dtype.F32 ? 1e-30 : 1e-200, dtype)};
        long[] negative = {Numbers.bits(dtype == Dtype.F32 ? -1e-30 : -1e-200, dtype)};
        check(dtype, 1, 1, 1, 0, 1, false, tiny, negative);
    }

    @ParameterizedTest
    @EnumSource(names = {"F32", "F64"})
    void transposition(Dtype dtype) {
        for (int[] size : new int[][] {{1, 1}, {3, 5}, {1, 70}, {40, 33}, {100, 64}, {0, 4}}) {
            DeviceMemory memory = new DeviceMemory();
            long[] matrix = numbers(3, dtype, size[0] * size[1], false);
            DeviceArray result = DeviceArray.empty(memory, dtype, 2, matrix.length);
            KernelSource source = new PtxSkeletons().transposition(dtype);
            new PtxMachine(source.text()).run(3, source.group(), memory, new DeviceArray(memory, dtype, 1, matrix),
                    result, size[0], size[1]);
            long[] meant = new long[matrix.length];
            Arrays.setAll(meant, i -> matrix[i % size[0] * size[1] + i / size[0]]);
            assertThat(result.numbers()).isEqualTo(Numbers.canonical(meant, dtype));
        }
    }

    /** Rows of [outer, length, inner]; of each, the first one stays. */
    @ParameterizedTest
    @EnumSource(names = {"F32", "F64"})
    void choice(Dtype dtype) {
        for (int[] shape : new int[][] {{1, 5, 1}, {3, 4, 2}, {2, 1, 9}, {4, 7, 3}}) {
            int inner = shape[2];
            int all = shape[0] * shape[1] * inner;
            DeviceMemory memory = new DeviceMemory();
            SplittableRandom random = new SplittableRandom(all);
            double[] ones = random.ints(all, 0, 2).asDoubleStream().toArray();
            DeviceArray array = new DeviceArray(memory, dtype, 1,
                    Arrays.stream(ones).mapToLong(one -> Numbers.bits(one, dtype)).toArray());
            new PtxMachine(new PtxSkeletons().choice(dtype).text()).run(2, 3, memory, array, shape[0] * inner, shape[1],
                    inner, shape[1] * inner, 1, inner);
            double[] meant = ones.clone();
            for (int i = 0; i < all; i++) {
                for (int before = i - inner; before >= i / inner / shape[1] * shape[1] * inner; before -= inner) {
                    meant[i] = ones[before] == 1 ? 0 : meant[i];
                }
            }
            assertThat(array.numbers())
                    .isEqualTo(Arrays.stream(meant).mapToLong(one -> Numbers.bits(one, dtype)).toArray());
        }
    }
}
