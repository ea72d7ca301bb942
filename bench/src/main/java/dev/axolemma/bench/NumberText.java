package dev.axolemma.bench;

import dev.axolemma.Dtype;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.util.HexFormat;
import java.util.Locale;
import java.util.StringTokenizer;
import java.util.stream.DoubleStream;

/** Numbers as text, separated by white space. */
public enum NumberText {
    /**
     * Decimal: written as the shortest digits that give the same number back, with {@code NaN}, {@code Infinity} and
     * {@code -Infinity}; {@code nan} and {@code inf} are read too.
     */
    DECIMAL("dec") {
        @Override
        public String write(double value, Dtype dtype) {
            return dtype == Dtype.F32 ? Float.toString((float) value) : Double.toString(value);
        }

        @Override
        double read(String token, Dtype dtype) {
            return switch (token.toLowerCase(Locale.ROOT)) {
                case "nan", "+nan", "-nan" -> Double.NaN;
                case "inf", "+inf", "infinity", "+infinity" -> Double.POSITIVE_INFINITY;
                case "-inf", "-infinity" -> Double.NEGATIVE_INFINITY;
                default -> finite(token, dtype);
            };
        }

        private static double finite(String token, Dtype dtype) {
            if ("fFdD".indexOf(token.charAt(token.length() - 1)) >= 0) {
                throw new NumberFormatException();
            }
            return dtype == Dtype.F32 ? Float.parseFloat(token) : Double.parseDouble(token);
        }

        @Override
        String expected(Dtype dtype) {
            return "a decimal number, NaN or Infinity";
        }
    },
    /** IEEE bit patterns: 8 hexadecimal digits for f32, 16 for f64, in lower case when written; NaN is canonical. */
    HEXADECIMAL("hex") {
        @Override
        public String write(double value, Dtype dtype) {
            return dtype == Dtype.F32
                    ? HexFormat.of().toHexDigits(Float.floatToIntBits((float) value))
                    : HexFormat.of().toHexDigits(Double.doubleToLongBits(value));
        }

        @Override
        double read(String token, Dtype dtype) {
            if (token.length() != 2 * dtype.bytes()) {
                throw new NumberFormatException();
            }
            return dtype == Dtype.F32
                    ? Float.intBitsToFloat(HexFormat.fromHexDigits(token))
                    : Double.longBitsToDouble(HexFormat.fromHexDigitsToLong(token));
        }

        @Override
        String expected(Dtype dtype) {
            return 2 * dtype.bytes() + " hexadecimal digits, the bits of one " + dtype.label();
        }
    };

    private final String label;

    NumberText(String label) {
        this.label = label;
    }

    /** The name in command lines: {@code dec}, {@code hex}. */
    public String label() {
        return label;
    }

    /** One number of {@code dtype} as text. */
    public abstract String write(double value, Dtype dtype);

    /** @throws IllegalArgumentException if {@code token} is not one number */
    abstract double read(String token, Dtype dtype);

    abstract String expected(Dtype dtype);

    /**
     * Every number up to the end of the text, as a vector.
     *
     * @throws MalformedNumbersException if something else is met; the message starts with the line's number
     */
    public Numbers read(Reader text, Dtype dtype) throws IOException {
        DoubleStream.Builder values = DoubleStream.builder();
        BufferedReader lines = new BufferedReader(text);
        long number = 1;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            StringTokenizer tokens = new StringTokenizer(line);
            while (tokens.hasMoreTokens()) {
                values.add(read(tokens.nextToken(), dtype, number));
            }
            number++;
        }
        return Numbers.of(dtype, values.build().toArray());
    }

    private double read(String token, Dtype dtype, long line) throws MalformedNumbersException {
        try {
            return read(token, dtype);
        } catch (IllegalArgumentException e) {
            throw new MalformedNumbersException(
                    "line " + line + ": '" + abbreviated(token) + "' is not " + expected(dtype));
        }
    }

    private static String abbreviated(String token) {
        return token.length() <= 40 ? token : token.substring(0, 40) + "…";
    }
}
