package dev.axolemma.bench;

import dev.axolemma.Dtype;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.math.BigDecimal;
import java.math.MathContext;
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
            return switch (dtype) {
                case F16, BF16 -> Double.isFinite(value) ? shortest(value, dtype) : Double.toString(value);
                case F32 -> Float.toString((float) value);
                case F64 -> Double.toString(value);
            };
        }

        private static String shortest(double value, Dtype dtype) {
            BigDecimal exact = new BigDecimal(value);
            int digits = 1;
            double rounded = value;
            do {
                rounded = Math.copySign(exact.round(new MathContext(digits++)).doubleValue(), value);
            } while (Bits.of(rounded, dtype) != Bits.of(value, dtype));
            return Double.toString(rounded);
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
            return switch (dtype) {
                case F16, BF16 -> toOdd(token);
                case F32 -> Float.parseFloat(token);
                case F64 -> Double.parseDouble(token);
            };
        }

        /**
         * One of the doubles around the number, that whose last bit is 1, which is then rounded as the number itself.
         */
        private static double toOdd(String token) {
            double nearest = Double.parseDouble(token);
            boolean isOdd = (Double.doubleToRawLongBits(nearest) & 1) == 1;
            // A binary number in hexadecimal digits has no more than a double has.
            if (isOdd || Double.isInfinite(nearest) || token.indexOf('x') >= 0 || token.indexOf('X') >= 0) {
                return nearest;
            }
            int beyond = new BigDecimal(token).compareTo(new BigDecimal(nearest));
            return beyond == 0 ? nearest : beyond > 0 ? Math.nextUp(nearest) : Math.nextDown(nearest);
        }

        @Override
        String expected(Dtype dtype) {
            return "a decimal number, NaN or Infinity";
        }
    },
    /**
     * Bit patterns: 4 hexadecimal digits for f16 and bf16, 8 for f32, 16 for f64, in lower case when written; NaN is
     * canonical.
     */
    HEXADECIMAL("hex") {
        @Override
        public String write(double value, Dtype dtype) {
            return HexFormat.of().toHexDigits(Bits.of(value, dtype), 2 * dtype.bytes());
        }

        @Override
        double read(String token, Dtype dtype) {
            if (token.length() != 2 * dtype.bytes()) {
                throw new NumberFormatException();
            }
            return Bits.number(HexFormat.fromHexDigitsToLong(token), dtype);
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
