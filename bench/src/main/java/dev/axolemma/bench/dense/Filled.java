package dev.axolemma.bench.dense;

import dev.axolemma.Dtype;
import dev.axolemma.bench.Numbers;
import java.util.SplittableRandom;

/** New arrays of numbers of a dtype. */
record Filled(Dtype dtype) {

    /** Numbers from −0.1 to 0.1, with which activations stay in their usual range. */
    Numbers random(int length) {
        return Numbers.of(dtype, new SplittableRandom(length).doubles(length, -0.1, 0.1).toArray());
    }

    Numbers empty(int length) {
        return Numbers.zeros(dtype, length);
    }
}
