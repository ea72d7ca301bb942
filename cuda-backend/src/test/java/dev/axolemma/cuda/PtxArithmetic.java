package dev.axolemma.cuda;

import java.util.function.LongBinaryOperator;
import java.util.function.LongUnaryOperator;

/**
 * What the instructions compute, on bit patterns; those of 32 bits are sign-extended. A NaN that is computed gets a
 * payload of its own, because no result may depend on it.
 */
final class PtxArithmetic {

    private static final short HALF_NAN = 0x7fff;
    private static final int NAN = 0x7fffffff;
    private static final long LONG_NAN = 0xfff8000000000000L;

    interface Ternary {
        long applyAsLong(long a, long b, long c);
    }

    private PtxArithmetic() {
    }

    static LongUnaryOperator unary(String opcode) {
        return switch (opcode) {
            case "mov.f32", "mov.f64", "mov.b32", "mov.b64", "mov.u32", "mov.u64", "mov.pred", "cvta.to.global.u64" ->
                    a -> a;
            case "cvt.u64.u32" -> a -> a & 0xffffffffL;
            case "cvt.u32.u64" -> a -> (int) a;
            case "cvt.u32.u16" -> a -> a & 0xffff;
            case "cvt.u16.u32" -> a -> (short) a;
            case "cvt.f32.f16" -> a -> bits(Float.float16ToFloat((short) a));
            case "cvt.rn.f16.f32" -> a -> Float.isNaN(f(a)) ? HALF_NAN : Float.floatToFloat16(f(a));
            case "not.pred" -> a -> 1 - a;
            case "neg.f32" -> a -> bits(-f(a));
            case "neg.f64" -> a -> bits(-d(a));
            case "abs.f32" -> a -> bits(Math.abs(f(a)));
            case "abs.f64" -> a -> bits(Math.abs(d(a)));
            case "sqrt.rn.f32" -> a -> bits((float) Math.sqrt(f(a)));
            case "sqrt.rn.f64" -> a -> bits(Math.sqrt(d(a)));
            default -> throw unknown(opcode);
        };
    }

    static LongBinaryOperator binary(String opcode) {
        return switch (opcode) {
            case "add.rn.f32" -> (a, b) -> bits(f(a) + f(b));
            case "add.rn.f64" -> (a, b) -> bits(d(a) + d(b));
            case "sub.rn.f32" -> (a, b) -> bits(f(a) - f(b));
            case "sub.rn.f64" -> (a, b) -> bits(d(a) - d(b));
            case "mul.rn.f32" -> (a, b) -> bits(f(a) * f(b));
            case "mul.rn.f64" -> (a, b) -> bits(d(a) * d(b));
            case "div.rn.f32" -> (a, b) -> bits(f(a) / f(b));
            case "div.rn.f64" -> (a, b) -> bits(d(a) / d(b));
            case "setp.lt.f32" -> (a, b) -> truth(f(a) < f(b));
            case "setp.lt.f64" -> (a, b) -> truth(d(a) < d(b));
            case "setp.le.f32" -> (a, b) -> truth(f(a) <= f(b));
            case "setp.le.f64" -> (a, b) -> truth(d(a) <= d(b));
            case "setp.eq.f32" -> (a, b) -> truth(f(a) == f(b));
            case "setp.eq.f64" -> (a, b) -> truth(d(a) == d(b));
            case "setp.lt.s32", "setp.lt.s64" -> (a, b) -> truth(a < b);
            case "setp.eq.s32", "setp.eq.s64" -> (a, b) -> truth(a == b);
            case "and.pred", "and.b32", "and.b64" -> (a, b) -> a & b;
            case "or.pred", "or.b32", "or.b64" -> (a, b) -> a | b;
            case "xor.b32", "xor.b64" -> (a, b) -> a ^ b;
            case "add.s32" -> (a, b) -> (int) (a + b);
            case "add.s64" -> Long::sum;
            case "sub.s32" -> (a, b) -> (int) (a - b);
            case "sub.s64" -> (a, b) -> a - b;
            case "mul.lo.s64" -> (a, b) -> a * b;
            case "div.u32" -> (a, b) -> Integer.divideUnsigned((int) a, (int) b);
            case "div.u64" -> Long::divideUnsigned;
            case "setp.lt.u64" -> (a, b) -> truth(Long.compareUnsigned(a, b) < 0);
            case "min.s64" -> Math::min;
            case "max.s64" -> Math::max;
            case "shl.b32" -> (a, b) -> (int) a << b;
            case "shl.b64" -> (a, b) -> a << b;
            case "shr.s32" -> (a, b) -> (int) a >> b;
            case "shr.s64" -> (a, b) -> a >> b;
            case "shr.u32" -> (a, b) -> (int) a >>> b;
            case "shr.u64" -> (a, b) -> a >>> b;
            default -> throw unknown(opcode);
        };
    }

    static Ternary ternary(String opcode) {
        return switch (opcode) {
            case "fma.rn.f32" -> (a, b, c) -> bits(Math.fma(f(a), f(b), f(c)));
            case "fma.rn.f64" -> (a, b, c) -> bits(Math.fma(d(a), d(b), d(c)));
            case "selp.f32", "selp.f64", "selp.b16", "selp.b32", "selp.b64" -> (a, b, predicate) -> predicate != 0 ? a : b;
            case "mad.lo.s64" -> (a, b, c) -> a * b + c;
            default -> throw unknown(opcode);
        };
    }

    /** The size of what an instruction loads or stores. */
    static int bytes(String opcode) {
        return opcode.endsWith("16") ? 2 : opcode.endsWith("32") ? 4 : 8;
    }

    /** As in {@code -12}, {@code 0f3F800000} or {@code 0d3FF0000000000000}. */
    static long immediate(String operand) {
        return operand.startsWith("0f") ? Integer.parseUnsignedInt(operand.substring(2), 16)
                : operand.startsWith("0d") ? Long.parseUnsignedLong(operand.substring(2), 16)
                : Long.parseLong(operand);
    }

    private static float f(long bits) {
        return Float.intBitsToFloat((int) bits);
    }

    private static double d(long bits) {
        return Double.longBitsToDouble(bits);
    }

    private static long bits(float number) {
        return Float.isNaN(number) ? NAN : Float.floatToRawIntBits(number);
    }

    private static long bits(double number) {
        return Double.isNaN(number) ? LONG_NAN : Double.doubleToRawLongBits(number);
    }

    private static long truth(boolean holds) {
        return holds ? 1 : 0;
    }

    private static IllegalArgumentException unknown(String opcode) {
        return new IllegalArgumentException("unknown instruction " + opcode);
    }
}
