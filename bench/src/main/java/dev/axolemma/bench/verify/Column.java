package dev.axolemma.bench.verify;

import dev.axolemma.Dtype;
import dev.axolemma.Span;

/** Numbers of one dtype, by their bits. */
sealed interface Column {

    static Column of(Dtype dtype, int capacity) {
        return switch (dtype) {
            case F32 -> new Floats(new float[capacity]);
            case F64 -> new Doubles(new double[capacity]);
        };
    }

    double value(int index);

    /** The bits, the same for every NaN. */
    long bits(int index);

    /** The bits are kept as they are, NaN payloads too. */
    void setBits(int index, long bits);

    /** Sets the product of two columns, each element rounded once. */
    void setProduct(Column a, Column b, int count);

    Span span(int count);

    record Floats(float[] values) implements Column {

        @Override
        public double value(int index) {
            return values[index];
        }

        @Override
        public long bits(int index) {
            return Float.floatToIntBits(values[index]) & 0xffff_ffffL;
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
        public double value(int index) {
            return values[index];
        }

        @Override
        public long bits(int index) {
            return Double.doubleToLongBits(values[index]);
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
