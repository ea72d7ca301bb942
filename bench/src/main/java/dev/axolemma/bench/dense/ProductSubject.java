package dev.axolemma.bench.dense;

import dev.axolemma.Dtype;
import dev.axolemma.Engine;
import dev.axolemma.Span;
import dev.axolemma.bench.Contestant;
import dev.axolemma.bench.rounds.RoundSubject;

/** A matrix product on an engine. */
final class ProductSubject implements RoundSubject {

    private final Contestant by;
    private final Engine engine;
    private final MatrixShape shape;
    private final int threads;
    private final Span left;
    private final Span right;
    private final Span result;

    ProductSubject(Contestant by, Dtype dtype, MatrixShape shape, int threads) {
        this.by = by;
        this.engine = by.open(threads, false);
        this.shape = shape;
        this.threads = threads;
        Matrices matrices = new Matrices(by, engine, dtype);
        this.left = matrices.random(shape.m() * shape.k());
        this.right = matrices.random(shape.k() * shape.n());
        this.result = matrices.empty(shape.m() * shape.n());
    }

    @Override
    public String name() {
        return "product " + shape;
    }

    @Override
    public Contestant by() {
        return by;
    }

    @Override
    public int threads() {
        return threads;
    }

    @Override
    public double operations() {
        return shape.operations();
    }

    @Override
    public void run() {
        engine.multiply(left, right, result, shape.m(), shape.k(), shape.n());
        by.await(engine);
    }

    @Override
    public void close() {
        engine.close();
    }
}
