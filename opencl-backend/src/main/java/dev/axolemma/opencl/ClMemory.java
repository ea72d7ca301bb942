package dev.axolemma.opencl;

import dev.axolemma.Dtype;
import java.util.Collection;
import java.util.stream.Collectors;

/**
 * How numbers come from memory into vectors, of which the last may be short, and back: in what a short one lacks its last
 * number is repeated. Formats of storage are converted on the way.
 */
final class ClMemory {

    /** One number, or so many as a vector has; N is empty for one. */
    private static final String ACCESS = """
            REALN readN_DTYPE(global const STORED *p) {
                return READ;
            }

            void writeN_DTYPE(const REALN y, global STORED *p) {
                WRITE;
            }

            """;
    private static final String VECTORS = """
            REALN load_DTYPE(global const STORED *p, const uint lanes) {
                if (lanes == N) {
                    return readN_DTYPE(p);
                }
                REAL numbers[N];
                for (uint i = 0; i < N; i++) {
                    numbers[i] = read_DTYPE(p + min(i, lanes - 1));
                }
                return vloadN(0, numbers);
            }

            REALN load_broadcast_DTYPE(global const STORED *p, const ulong first, const ulong inner, const ulong channels,
                    const uint lanes) {
                if (first % inner + lanes <= inner) {
                    return (REALN)(read_DTYPE(p + first / inner % channels));
                }
                REAL numbers[N];
                for (uint i = 0; i < N; i++) {
                    numbers[i] = read_DTYPE(p + (first + min(i, lanes - 1)) / inner % channels);
                }
                return vloadN(0, numbers);
            }

            void store_DTYPE(const REALN y, global STORED *p, const uint lanes) {
                if (lanes == N) {
                    writeN_DTYPE(y, p);
                    return;
                }
                REAL numbers[N];
                vstoreN(y, 0, numbers);
                for (uint i = 0; i < lanes; i++) {
                    write_DTYPE(numbers[i], p + i);
                }
            }

            """;

    private ClMemory() {
    }

    /** What a number of this dtype is in memory. */
    static String stored(Dtype dtype) {
        return switch (dtype) {
            case F16 -> "half";
            case BF16 -> "ushort";
            case F32 -> "float";
            case F64 -> "double";
        };
    }

    /** What a kernel begins with: the functions that {@link #load} and its like call for these dtypes. */
    static String preamble(ClTypes types, Collection<Dtype> dtypes) {
        return (types.dtype() == Dtype.F64 ? "#pragma OPENCL EXTENSION cl_khr_fp64 : enable\n" : "")
                + "#pragma OPENCL FP_CONTRACT OFF\n\n"
                + dtypes.stream().distinct().map(dtype -> functions(types, dtype)).collect(Collectors.joining());
    }

    private static String functions(ClTypes types, Dtype dtype) {
        String lanes = String.valueOf(types.lanes());
        String text = access(dtype, "");
        if (types.lanes() > 1) {
            text += access(dtype, lanes) + VECTORS.replace("N", lanes);
        }
        return text.replace("DTYPE", dtype.label()).replace("STORED", stored(dtype)).replace("REAL", types.number());
    }

    /** @param lanes how many, or nothing for one */
    private static String access(Dtype dtype, String lanes) {
        String here = lanes.isEmpty() ? "*p" : "vload" + lanes + "(0, p)";
        return ACCESS.replace("READ", read(dtype, here)).replace("WRITE", write(dtype, lanes)).replace("N", lanes);
    }

    private static String read(Dtype dtype, String here) {
        return switch (dtype) {
            case F16 -> "vload_halfN(0, p)";
            case BF16 -> "as_floatN(convert_uintN(" + here + ") << 16)";
            case F32, F64 -> here;
        };
    }

    /** Rounded to nearest even; NaN has one pattern, which is written as an integer: to a driver all NaNs are alike. */
    private static String write(Dtype dtype, String lanes) {
        return switch (dtype) {
            case F16 -> "vstore_halfN_rte(y, 0, p);\n    " + (lanes.isEmpty()
                    ? "if (y != y) {\n        *(global ushort *) p = 0x7e00;\n    }"
                    : "if (any(y != y)) {\n        float numbers[N];\n        vstoreN(y, 0, numbers);\n"
                    + "        for (uint i = 0; i < N; i++) {\n            write_f16(numbers[i], p + i);\n        }\n    }");
            case BF16 -> "const uintN bits = as_uintN(y);\n"
                    + "    const uintN rounded = (bits + 0x7fffu + (bits >> 16 & 1u)) >> 16;\n"
                    + "    " + put("convert_ushortN(y == y ? rounded : (uintN)(0x7fc0u))", lanes);
            case F32, F64 -> put("y", lanes);
        };
    }

    private static String put(String value, String lanes) {
        return lanes.isEmpty() ? "*p = " + value : "vstoreN(" + value + ", 0, p)";
    }

    /** The numbers from an address on. */
    static String load(ClTypes types, Dtype dtype, String address) {
        return types.lanes() == 1 ? "read_" + dtype.label() + "(" + address + ")"
                : "load_" + dtype.label() + "(" + address + ", lanes)";
    }

    /** The numbers of elements from the {@code first} on, of the operand of a number. */
    static String loadBroadcast(ClTypes types, Dtype dtype, String address, String first, int operand) {
        return types.lanes() == 1
                ? "read_" + dtype.label() + "(" + address + " + (" + first + ") / inner" + operand + " % channels" + operand
                        + ")"
                : "load_broadcast_" + dtype.label() + "(" + address + ", " + first + ", inner" + operand + ", channels"
                        + operand + ", lanes)";
    }

    static String store(ClTypes types, Dtype dtype, String address, String value) {
        return types.lanes() == 1 ? "write_" + dtype.label() + "(" + value + ", " + address + ")"
                : "store_" + dtype.label() + "(" + value + ", " + address + ", lanes)";
    }
}
