package dev.axolemma.bench.dense;

import dev.axolemma.Dtype;
import dev.axolemma.Engine;
import dev.axolemma.Span;
import dev.axolemma.bench.rounds.RoundSubject;

/** A matrix product on an engine. */
final class ProductSubject implements RoundSubject {

    private final Engine engine;
    private final MatrixShape shape;
    private final int threads;
    private final Span left;
    private final Span right;
    private final Span result;

    ProductSubject(Dtype dtype, MatrixShape shape, int threads) {
        Filled filled = new Filled(dtype);
        this.engine = Engine.builder().threads(threads).warmUp(false).open();
        this.shape = shape;
        this.threads = threads;
        this.left = filled.random(shape.m() * shape.k());
        this.right = filled.random(shape.k() * shape.n());
        this.result = filled.empty(shape.m() * shape.n());
    }

    @Override
    public String name() {
        return "product " + shape;
    }

    @Override
    public String by() {
        return engine.information().backend();
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
    }

    @Override
    public void close() {
        engine.close();
    }
}
