package dev.axolemma.cuda;

import dev.axolemma.Dtype;

/** What numbers are in memory, and how they become what is computed with. */
enum Storage {

    F16(Dtype.F16, "b16", RegisterKind.B16) {
        @Override
        String widen(String stored, KernelText text) {
            return text.compute(RegisterKind.F32, "cvt.f32.f16", stored);
        }

        @Override
        String round(String number, KernelText text) {
            String rounded = text.compute(RegisterKind.B16, "cvt.rn.f16.f32", number);
            return text.compute(RegisterKind.B16, "selp.b16", rounded, 0x7e00, isNumber(number, text));
        }
    },

    /** The upper half of a binary32 number. GPUs convert by an instruction only since Ampere. */
    BF16(Dtype.BF16, "b16", RegisterKind.B16) {
        @Override
        String widen(String stored, KernelText text) {
            String bits = text.compute(RegisterKind.B32, "cvt.u32.u16", stored);
            return text.compute(RegisterKind.F32, "mov.b32", text.compute(RegisterKind.B32, "shl.b32", bits, HALF));
        }

        /** Half of what is cut off is added, or a little less if the last bit that stays is 0: to even at a tie. */
        @Override
        String round(String number, KernelText text) {
            String bits = text.compute(RegisterKind.B32, "mov.b32", number);
            String last = text.compute(RegisterKind.B32, "and.b32",
                    text.compute(RegisterKind.B32, "shr.u32", bits, HALF), 1);
            String half = text.compute(RegisterKind.B32, "add.s32", last, 0x7fff);
            String rounded = text.compute(RegisterKind.B32, "shr.u32",
                    text.compute(RegisterKind.B32, "add.s32", bits, half), HALF);
            String chosen = text.compute(RegisterKind.B32, "selp.b32", rounded, 0x7fc0, isNumber(number, text));
            return text.compute(RegisterKind.B16, "cvt.u16.u32", chosen);
        }
    },

    F32(Dtype.F32, "f32", RegisterKind.F32),
    F64(Dtype.F64, "f64", RegisterKind.F64);

    private static final int HALF = 16;

    private final Dtype dtype;
    private final String type;
    private final RegisterKind kind;

    Storage(Dtype dtype, String type, RegisterKind kind) {
        this.dtype = dtype;
        this.type = type;
        this.kind = kind;
    }

    static Storage of(Dtype dtype) {
        return switch (dtype) {
            case F16 -> F16;
            case BF16 -> BF16;
            case F32 -> F32;
            case F64 -> F64;
        };
    }

    /** What loads and stores call it. */
    String type() {
        return type;
    }

    /** The register that a load fills. */
    RegisterKind kind() {
        return kind;
    }

    int bytes() {
        return dtype.bytes();
    }

    /** What was loaded as a number that is computed with. */
    String widen(String stored, KernelText text) {
        return stored;
    }

    /** A number as it is stored: rounded to nearest even, NaN always as one pattern. */
    String round(String number, KernelText text) {
        return number;
    }

    private static String isNumber(String number, KernelText text) {
        return text.compute(RegisterKind.PREDICATE, "setp.eq.f32", number, number);
    }
}
