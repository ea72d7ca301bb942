package dev.axolemma.compiler;

/** The leaves on the rare path: every number with its power of two apart. */
record RareLeaves(Words words, WideArithmetic arithmetic, Parameters parameters) implements Leaves {

    @Override
    public Wide input(int index) {
        return arithmetic.scaled(words.input(index));
    }

    @Override
    public Wide parameter(String name) {
        return arithmetic.normalised(parameters.apart(name));
    }

    @Override
    public Wide constant(double value) {
        if (value == 0) {
            return new Wide(words.constant(value), null, words.integer(-Wide.ZERO));
        }
        if (Double.isInfinite(value)) {
            return new Wide(words.constant(Math.signum(value)), null, words.integer(Wide.INFINITE));
        }
        int exponent = Math.max(Math.getExponent(value), Double.MIN_EXPONENT);
        double significand = value / Math.scalb(1.0, exponent);
        double high = words.round(significand);
        double low = words.round(significand - high);
        return new Wide(words.constant(high), low == 0 ? null : words.constant(low), words.integer(exponent));
    }

    @Override
    public Wide reciprocal(double value) {
        return arithmetic.divide(constant(1), constant(value), true, false);
    }
}
