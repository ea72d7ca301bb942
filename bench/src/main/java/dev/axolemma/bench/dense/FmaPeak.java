package dev.axolemma.bench.dense;

import dev.axolemma.Dtype;
import dev.axolemma.bench.Contestant;
import dev.axolemma.bench.DataAt;
import dev.axolemma.bench.rounds.RoundSubject;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/** What a thread can do at most: fused multiply-adds of vectors in registers, none of which waits for another. */
final class FmaPeak implements RoundSubject {

    /** As many as hide the latency of two units, and fit into 16 registers. */
    private static final int INDEPENDENT = 12;
    private static final int STEPS = 4096;

    private final Dtype dtype;
    private double sum;

    FmaPeak(Dtype dtype) {
        this.dtype = dtype;
    }

    @Override
    public String name() {
        return "independent fma";
    }

    @Override
    public Contestant by() {
        return new Contestant("registers", DataAt.HOST);
    }

    @Override
    public int threads() {
        return 1;
    }

    @Override
    public double operations() {
        int lanes = dtype == Dtype.F32 ? FloatVector.SPECIES_PREFERRED.length() : DoubleVector.SPECIES_PREFERRED.length();
        return 2.0 * INDEPENDENT * STEPS * lanes;
    }

    @Override
    public void run() {
        // What is computed must be used, or it is not computed.
        sum += dtype == Dtype.F32 ? floats() : doubles();
        if (Double.isNaN(sum)) {
            throw new AssertionError(sum);
        }
    }

    private static float floats() {
        FloatVector x = FloatVector.broadcast(FloatVector.SPECIES_PREFERRED, 0.5f);
        FloatVector a = x;
        FloatVector b = x;
        FloatVector c = x;
        FloatVector d = x;
        FloatVector e = x;
        FloatVector f = x;
        FloatVector g = x;
        FloatVector h = x;
        FloatVector i = x;
        FloatVector j = x;
        FloatVector k = x;
        FloatVector l = x;
        for (int step = 0; step < STEPS; step++) {
            a = x.fma(x, a);
            b = x.fma(x, b);
            c = x.fma(x, c);
            d = x.fma(x, d);
            e = x.fma(x, e);
            f = x.fma(x, f);
            g = x.fma(x, g);
            h = x.fma(x, h);
            i = x.fma(x, i);
            j = x.fma(x, j);
            k = x.fma(x, k);
            l = x.fma(x, l);
        }
        return a.add(b).add(c).add(d).add(e).add(f).add(g).add(h).add(i).add(j).add(k).add(l)
                .reduceLanes(VectorOperators.ADD);
    }

    private static double doubles() {
        DoubleVector x = DoubleVector.broadcast(DoubleVector.SPECIES_PREFERRED, 0.5);
        DoubleVector a = x;
        DoubleVector b = x;
        DoubleVector c = x;
        DoubleVector d = x;
        DoubleVector e = x;
        DoubleVector f = x;
        DoubleVector g = x;
        DoubleVector h = x;
        DoubleVector i = x;
        DoubleVector j = x;
        DoubleVector k = x;
        DoubleVector l = x;
        for (int step = 0; step < STEPS; step++) {
            a = x.fma(x, a);
            b = x.fma(x, b);
            c = x.fma(x, c);
            d = x.fma(x, d);
            e = x.fma(x, e);
            f = x.fma(x, f);
            g = x.fma(x, g);
            h = x.fma(x, h);
            i = x.fma(x, i);
            j = x.fma(x, j);
            k = x.fma(x, k);
            l = x.fma(x, l);
        }
        return a.add(b).add(c).add(d).add(e).add(f).add(g).add(h).add(i).add(j).add(k).add(l)
                .reduceLanes(VectorOperators.ADD);
    }

    @Override
    public void close() {
        // Nothing is held.
    }
}
