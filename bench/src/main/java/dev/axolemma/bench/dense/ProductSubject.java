package dev.axolemma.bench.dense;

import dev.axolemma.Dtype;
import dev.axolemma.Span;
import dev.axolemma.bench.Contestant;
import dev.axolemma.bench.Numbers;
import dev.axolemma.bench.Operand;
import dev.axolemma.bench.Workplace;
import dev.axolemma.bench.rounds.RoundSubject;

/** A matrix product on an engine. */
final class ProductSubject implements RoundSubject {

    private final Workplace place;
    private final MatrixShape shape;
    private final int threads;
    private final Span left;
    private final Span right;
    private final Operand result;

    private ProductSubject(Workplace place, Filled numbers, MatrixShape shape, int threads) {
        this.place = place;
        this.shape = shape;
        this.threads = threads;
        this.left = place.span(numbers.random(shape.m() * shape.k()));
        this.right = place.span(numbers.random(shape.k() * shape.n()));
        this.result = place.operand(numbers.empty(shape.m() * shape.n()));
    }

    static ProductSubject of(Contestant by, Dtype dtype, MatrixShape shape, int threads) {
        return Workplace.furnish(by, threads, false,
                place -> new ProductSubject(place, new Filled(dtype), shape, threads));
    }

    /** What {@link #run()} has computed. */
    Numbers result() {
        return result.read();
    }

    @Override
    public String name() {
        return "product " + shape;
    }

    @Override
    public Contestant by() {
        return place.by();
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
        place.engine().multiply(left, right, result.span(), shape.m(), shape.k(), shape.n());
        place.await();
    }

    @Override
    public void close() {
        place.close();
    }
}
