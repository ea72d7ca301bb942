package dev.axolemma.opencl;

import dev.axolemma.device.KernelSource;
import dev.axolemma.device.Skeletons;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Writes the kernels of a matrix product: a work item keeps the sums of a few rows of a vector of columns in registers. */
final class ClProduct {

    private static final int ROWS = Skeletons.PRODUCT_ROWS;

    private final ClTypes types;

    ClProduct(ClTypes types) {
        this.types = types;
    }

    KernelSource product() {
        return source("product", """
                kernel __attribute__((reqd_work_group_size(GROUP, 1, 1)))
                void product(global const REAL *left, const ulong left_at, const ulong row_stride, const ulong column_stride,
                        global const REAL *right, const ulong right_at, const ulong right_stride,
                        global REAL *result, const ulong result_at, const ulong rows, const ulong columns,
                        const ulong first, const ulong end) {
                    const ulong across = (columns + LANES - 1) / LANES;
                    const ulong row = get_global_id(0) / across * ROWS;
                    if (row >= rows) {
                        return;
                    }
                    const ulong column = get_global_id(0) % across * LANES;
                    const uint lanes = min(columns - column, (ulong) LANES);
                    global const REAL *b = right + right_at + column;
                EACH    global const REAL *aI = left + left_at + min(row + I, rows - 1) * row_stride;
                EACH    REALS sumI = (REALS)(0);
                    for (ulong k = first; k < end; k++) {
                        const REALS x = LOAD;
                EACH        sumI = fma((REALS)(aI[k * column_stride]), x, sumI);
                    }
                    global REAL *y = result + result_at + row * columns + column;
                EACH    if (row + I < rows) STORE;
                }
                """.replace("LOAD", ClMemory.load(types, types.dtype(), "b + k * right_stride"))
                .replace("STORE", ClMemory.store(types, types.dtype(), "y + I * columns", "sumI")), types.lanes());
    }

    KernelSource transposition() {
        return source("transposition", """
                kernel __attribute__((reqd_work_group_size(GROUP, 1, 1)))
                void transposition(global const REAL *matrix, const ulong at, global REAL *result, const ulong result_at,
                        const ulong rows, const ulong columns) {
                    const ulong i = get_global_id(0);
                    if (i < rows * columns) {
                        result[result_at + i] = matrix[at + i % rows * columns + i / rows];
                    }
                }
                """, 1);
    }

    private KernelSource source(String name, String kernel, int lanes) {
        String text = ClMemory.preamble(types, List.of(types.dtype())) + kernel.lines().map(ClProduct::eachRow)
                .collect(Collectors.joining("\n", "", "\n"))
                .replace("GROUP", String.valueOf(ClSkeletons.GROUP)).replace("ROWS", String.valueOf(ROWS))
                .replace("LANES", String.valueOf(types.lanes())).replace("REALS", types.real())
                .replace("REAL", types.number());
        return new KernelSource(name, text, ClSkeletons.GROUP, lanes);
    }

    /** A line for each row, where it begins with EACH. */
    private static String eachRow(String line) {
        return !line.startsWith("EACH") ? line : IntStream.range(0, ROWS)
                .mapToObj(row -> line.substring("EACH".length()).replaceAll("(?<=[a-z ])I\\b", String.valueOf(row)))
                .collect(Collectors.joining("\n"));
    }
}
