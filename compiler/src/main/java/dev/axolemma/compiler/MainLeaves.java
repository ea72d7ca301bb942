package dev.axolemma.compiler;

/** The leaves on the main path: plain words. */
record MainLeaves(Words words, Parameters parameters) implements Leaves {

    @Override
    public Wide input(int index) {
        return Wide.of(words.input(index));
    }

    @Override
    public Wide parameter(String name) {
        return parameters.plain(name);
    }

    @Override
    public Wide constant(double value) {
        double high = words.round(value);
        double low = Double.isInfinite(high) ? 0 : words.round(value - high);
        return Wide.of(words.constant(high), low == 0 ? null : words.constant(low));
    }

    @Override
    public Wide reciprocal(double value) {
        double quotient = 1 / value;
        double high = words.round(quotient);
        // In binary64 what is lost of the quotient is its remainder over the divisor.
        double low = words.round(quotient - high + Math.fma(-quotient, value, 1) / value);
        return Wide.of(words.constant(high), low == 0 ? null : words.constant(low));
    }
}
