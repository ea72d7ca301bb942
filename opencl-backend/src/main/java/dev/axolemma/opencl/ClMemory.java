package dev.axolemma.opencl;

import dev.axolemma.Dtype;

/**
 * How numbers come from memory into vectors, of which the last may be short, and back. What a short one lacks is made up
 * for by its last number.
 */
final class ClMemory {

    private ClMemory() {
    }

    /** What a number of this dtype is in memory. */
    static String stored(Dtype dtype) {
        return switch (dtype) {
            case F16, BF16 -> "ushort";
            case F32 -> "float";
            case F64 -> "double";
        };
    }

    /** The functions that {@link #load} and {@link #store} call. */
    static String preamble(ClTypes types) {
        String head = types.dtype() == Dtype.F64 ? "#pragma OPENCL EXTENSION cl_khr_fp64 : enable\n" : "";
        head += "#pragma OPENCL FP_CONTRACT OFF\n\n";
        if (types.lanes() == 1) {
            return head;
        }
        return head + """
                REALS load(global const REAL *p, const uint lanes) {
                    if (lanes == LANES) {
                        return vloadLANES(0, p);
                    }
                    REAL numbers[LANES];
                    for (uint i = 0; i < LANES; i++) {
                        numbers[i] = p[min(i, lanes - 1)];
                    }
                    return vloadLANES(0, numbers);
                }

                REALS load_broadcast(global const REAL *p, const ulong first, const ulong inner, const ulong channels,
                        const uint lanes) {
                    const ulong channel = first / inner % channels;
                    if (first % inner + lanes <= inner) {
                        return (REALS)(p[channel]);
                    }
                    REAL numbers[LANES];
                    for (uint i = 0; i < LANES; i++) {
                        numbers[i] = p[(first + min(i, lanes - 1)) / inner % channels];
                    }
                    return vloadLANES(0, numbers);
                }

                void store(const REALS y, global REAL *p, const uint lanes) {
                    if (lanes == LANES) {
                        vstoreLANES(y, 0, p);
                        return;
                    }
                    REAL numbers[LANES];
                    vstoreLANES(y, 0, numbers);
                    for (uint i = 0; i < lanes; i++) {
                        p[i] = numbers[i];
                    }
                }

                """.replace("REALS", types.real()).replace("REAL", types.number())
                .replace("LANES", String.valueOf(types.lanes()));
    }

    static String load(ClTypes types, Dtype stored, String address) {
        return types.lanes() == 1 ? "*(" + address + ")" : "load(" + address + ", lanes)";
    }

    static String loadBroadcast(ClTypes types, Dtype stored, String address, String first, int operand) {
        String shape = "inner" + operand + ", channels" + operand;
        return types.lanes() == 1
                ? "(" + address + ")[(" + first + ") / inner" + operand + " % channels" + operand + "]"
                : "load_broadcast(" + address + ", " + first + ", " + shape + ", lanes)";
    }

    static String store(ClTypes types, Dtype stored, String address, String value) {
        return types.lanes() == 1 ? "*(" + address + ") = " + value : "store(" + value + ", " + address + ", lanes)";
    }
}
