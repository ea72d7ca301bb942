package dev.axolemma.compiler;

import dev.axolemma.Dtype;

/**
 * The machine operations by name, on single words of one dtype, and the few idioms on bit patterns that the math library
 * shares. Every method adds at most a handful of instructions to the builder.
 */
final class Words {

    private final ProgramBuilder builder;
    private final Dtype dtype;

    Words(ProgramBuilder builder) {
        this.builder = builder;
        this.dtype = builder.dtype();
    }

    Dtype dtype() {
        return dtype;
    }

    /** The stored bits of a significand: 23 or 52. */
    int fractionBits() {
        return dtype == Dtype.F32 ? 23 : 52;
    }

    /** The stored bits of an exponent: 8 or 11. */
    int exponentBits() {
        return width() - 1 - fractionBits();
    }

    /** The exponent bias, which is also the largest exponent: 127 or 1023. */
    int bias() {
        return dtype == Dtype.F32 ? 127 : 1023;
    }

    /** The bits of a word: 32 or 64. */
    int width() {
        return 8 * dtype.bytes();
    }

    /** The greatest integer of that width. */
    long greatestInteger() {
        return dtype == Dtype.F32 ? Integer.MAX_VALUE : Long.MAX_VALUE;
    }

    /** The least normal number: 2^−126 or 2^−1022. */
    double leastNormal() {
        return Math.scalb(1.0, 1 - bias());
    }

    /** The first word of ln 2, so short that its product with any exponent of a float is exact. */
    double ln2High() {
        return dtype == Dtype.F32 ? 0x1.62e4p-1 : 0x1.62e42fefap-1;
    }

    /** What {@link #ln2High()} leaves of ln 2. */
    double ln2Low() {
        return dtype == Dtype.F32 ? 0x1.7f7d1cp-20 : 0x1.cf79abc9e3b3ap-40;
    }

    double round(double value) {
        return dtype == Dtype.F32 ? (float) value : value;
    }

    Value input(int number) {
        return builder.make(Op.INPUT, number);
    }

    Value scalar(int number) {
        return builder.make(Op.SCALAR, number);
    }

    Value constant(double value) {
        return builder.constant(value);
    }

    /** The number that a constant is. */
    double value(Value constant) {
        return dtype == Dtype.F32 ? Float.intBitsToFloat((int) constant.bits())
                : Double.longBitsToDouble(constant.bits());
    }

    Value integer(long value) {
        return builder.integer(value);
    }

    Value nan() {
        return builder.constant(Double.NaN);
    }

    Value add(Value a, Value b) {
        return builder.make(Op.ADD, a, b);
    }

    Value subtract(Value a, Value b) {
        return builder.make(Op.SUBTRACT, a, b);
    }

    Value multiply(Value a, Value b) {
        return builder.make(Op.MULTIPLY, a, b);
    }

    Value multiply(Value a, double b) {
        return multiply(a, constant(b));
    }

    Value divide(Value a, Value b) {
        return builder.make(Op.DIVIDE, a, b);
    }

    Value fma(Value a, Value b, Value c) {
        return builder.make(Op.FMA, a, b, c);
    }

    Value sqrt(Value a) {
        return builder.make(Op.SQRT, a);
    }

    Value negate(Value a) {
        return a.op() == Op.NEGATE ? a.operand(0) : builder.make(Op.NEGATE, a);
    }

    Value abs(Value a) {
        return a.op() == Op.ABS ? a : a.op() == Op.NEGATE ? abs(a.operand(0)) : builder.make(Op.ABS, a);
    }

    /** −|a|: sets the sign bit. */
    Value minusAbs(Value a) {
        return fromBits(intOr(bits(a), integer(pattern(-0.0))));
    }

    /** |a| with the sign of {@code sign}, for a ≥ 0. */
    Value withSign(Value a, Value sign) {
        return fromBits(intOr(bits(a), intAnd(bits(sign), integer(pattern(-0.0)))));
    }

    Value less(Value a, Value b) {
        return builder.make(Op.LESS, a, b);
    }

    Value lessOrEqual(Value a, Value b) {
        return builder.make(Op.LESS_OR_EQUAL, a, b);
    }

    Value equal(Value a, Value b) {
        return builder.make(Op.EQUAL, a, b);
    }

    Value and(Value a, Value b) {
        return a == b ? a : builder.make(Op.AND, a, b);
    }

    Value or(Value a, Value b) {
        return a == b ? a : builder.make(Op.OR, a, b);
    }

    Value not(Value a) {
        return builder.make(Op.NOT, a);
    }

    Value isNaN(Value a) {
        return not(equal(a, a));
    }

    Value select(Value mask, Value whenTrue, Value whenFalse) {
        return whenTrue == whenFalse ? whenTrue
                : builder.make(whenTrue.type() == Type.INT ? Op.INT_SELECT : Op.SELECT, mask, whenTrue, whenFalse);
    }

    Value rare(Value mask, Value rare, Value main) {
        return builder.make(Op.RARE, mask, rare, main);
    }

    Value intLess(Value a, Value b) {
        return builder.make(Op.INT_LESS, a, b);
    }

    Value intAdd(Value a, Value b) {
        return builder.make(Op.INT_ADD, a, b);
    }

    Value intSubtract(Value a, Value b) {
        return builder.make(Op.INT_SUBTRACT, a, b);
    }

    Value intAnd(Value a, Value b) {
        return builder.make(Op.INT_AND, a, b);
    }

    Value intOr(Value a, Value b) {
        return builder.make(Op.INT_OR, a, b);
    }

    Value intXor(Value a, Value b) {
        return builder.make(Op.INT_XOR, a, b);
    }

    Value intEqual(Value a, Value b) {
        return builder.make(Op.INT_EQUAL, a, b);
    }

    Value shiftLeft(Value a, int count) {
        return builder.make(Op.SHIFT_LEFT, count, a);
    }

    Value shiftRight(Value a, int count) {
        return builder.make(Op.SHIFT_RIGHT_ARITHMETIC, count, a);
    }

    Value bits(Value a) {
        return builder.make(Op.FLOAT_TO_BITS, a);
    }

    Value fromBits(Value a) {
        return builder.make(Op.BITS_TO_FLOAT, a);
    }

    /** The bit pattern of a constant, as an integer of the dtype's width. */
    long pattern(double value) {
        return dtype == Dtype.F32 ? Float.floatToIntBits((float) value) : Double.doubleToLongBits(value);
    }

    Value intClamp(Value a, long low, long high) {
        Value raised = select(intLess(a, integer(low)), integer(low), a);
        return select(intLess(integer(high), raised), integer(high), raised);
    }

    /** 1.5·2^23 (1.5·2^52): added to a float, it leaves the nearest integer in the low bits of the sum. */
    double roundingShift() {
        return 3 * Math.scalb(1.0, fractionBits() - 1);
    }

    /** The integer in the low bits of a sum with {@link #roundingShift()}, which lies within ±2^22 (±2^51). */
    Value shiftedInteger(Value sum) {
        return intSubtract(bits(sum), integer(pattern(roundingShift())));
    }

    /** An integer within ±2^22 (±2^51) as a float. */
    Value toFloat(Value a) {
        Value sum = fromBits(intAdd(a, integer(pattern(roundingShift()))));
        return subtract(sum, constant(roundingShift()));
    }

    /** 2^k for k from 1 − bias to bias. */
    Value powerOfTwo(Value k) {
        return fromBits(shiftLeft(intAdd(k, integer(bias())), fractionBits()));
    }

    /** a·2^k, rounded once, for any k and |a| from ⅛ to 4. */
    Value scaled(Value a, Value k) {
        Value clamped = intClamp(k, 2 - 2L * bias(), 2L * bias());
        Value half = shiftRight(clamped, 1);
        return multiply(multiply(a, powerOfTwo(half)), powerOfTwo(intSubtract(clamped, half)));
    }

    /** {@code y}, but the zero {@code x} itself, with its sign, where x is zero. */
    Value keepZero(Value x, Value y) {
        return select(equal(x, constant(0)), x, y);
    }

    /** A polynomial by Horner's rule, one fma a coefficient, from {@code coefficients[from]} as the constant term. */
    Value horner(double[] coefficients, int from, Value x) {
        Value result = constant(coefficients[coefficients.length - 1]);
        for (int i = coefficients.length - 2; i >= from; i--) {
            result = fma(result, x, constant(coefficients[i]));
        }
        return result;
    }
}
