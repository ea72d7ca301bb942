package dev.axolemma.bench.dense;

import dev.axolemma.Dtype;
import dev.axolemma.Engine;
import dev.axolemma.Span;
import dev.axolemma.bench.Contestant;
import dev.axolemma.bench.Numbers;

/** Makes matrices where an engine is to find them. */
record Matrices(Contestant by, Engine engine, Dtype dtype) {

    Span random(int length) {
        return span(new Filled(dtype).random(length));
    }

    Span empty(int length) {
        return span(new Filled(dtype).empty(length));
    }

    private Span span(Numbers numbers) {
        return by.operand(numbers, engine).span();
    }
}
