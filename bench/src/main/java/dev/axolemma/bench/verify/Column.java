package dev.axolemma.bench.verify;

import dev.axolemma.Dtype;
import dev.axolemma.Span;
import dev.axolemma.bench.Bits;

/** Numbers of one dtype, by their bits. */
sealed interface Column {

    static Column of(Dtype dtype, int capacity) {
        return switch (dtype) {
            case F16, BF16 -> new Stored(new short[capacity], dtype);
            case F32 -> new Floats(new float[capacity]);
            case F64 -> new Doubles(new double[capacity]);
        };
    }

    double value(int index);

    /** The bits, the same for every NaN of f32 and f64. */
    long bits(int index);

    /** The bits are kept as they are, NaN payloads too. */
    void setBits(int index, long bits);

    /** Sets the values of another column, which this one has too. */
    default void setValues(Column other, int count) {
        for (int i = 0; i < count; i++) {
            setBits(i, Bits.of(other.value(i), dtype()));
        }
    }

    Dtype dtype();

    /** Sets the product of two columns, each element rounded once to what is computed in, and then to the dtype. */
    void setProduct(Column a, Column b, int count);

    Span span(int count);

    record Stored(short[] values, Dtype dtype) implements Column {

        @Override
        public double value(int index) {
            return Bits.number(values[index], dtype);
        }

        @Override
        public long bits(int index) {
            return Short.toUnsignedLong(values[index]);
        }

        @Override
        public void setBits(int index, long bits) {
            values[index] = (short) bits;
        }

        @Override
        public void setProduct(Column a, Column b, int count) {
            for (int i = 0; i < count; i++) {
                setBits(i, Bits.of((float) a.value(i) * (float) b.value(i), dtype));
            }
        }

        @Override
        public Span span(int count) {
            return Span.of(values, dtype, 0, count);
        }
    }

    record Floats(float[] values) implements Column {

        @Override
        public Dtype dtype() {
            return Dtype.F32;
        }

        @Override
        public double value(int index) {
            return values[index];
        }

        @Override
        public long bits(int index) {
            return Bits.of(values[index], dtype());
        }

        @Override
        public void setBits(int index, long bits) {
            values[index] = Float.intBitsToFloat((int) bits);
        }

        @Override
        public void setProduct(Column a, Column b, int count) {
            for (int i = 0; i < count; i++) {
                values[i] = (float) a.value(i) * (float) b.value(i);
            }
        }

        @Override
        public Span span(int count) {
            return Span.of(values, 0, count);
        }
    }

    record Doubles(double[] values) implements Column {

        @Override
        public Dtype dtype() {
            return Dtype.F64;
        }

        @Override
        public double value(int index) {
            return values[index];
        }

        @Override
        public long bits(int index) {
            return Bits.of(values[index], dtype());
        }

        @Override
        public void setBits(int index, long bits) {
            values[index] = Double.longBitsToDouble(bits);
        }

        @Override
        public void setProduct(Column a, Column b, int count) {
            for (int i = 0; i < count; i++) {
                values[i] = a.value(i) * b.value(i);
            }
        }

        @Override
        public Span span(int count) {
            return Span.of(values, 0, count);
        }
    }
}
