package dev.axolemma.cuda;

import static org.assertj.core.api.Assertions.assertThat;

import dev.axolemma.Activation;
import dev.axolemma.Activations;
import dev.axolemma.Axis;
import dev.axolemma.Chain;
import dev.axolemma.ChainOperands;
import dev.axolemma.Dtype;
import dev.axolemma.Engine;
import dev.axolemma.Layers;
import dev.axolemma.Reduction;
import dev.axolemma.Rowwise;
import dev.axolemma.Span;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is stored in f16 and bf16 has the bits of the scalar backend. */
class StorageBitsTest {

    /** Its results lie between the numbers that the formats have, and at ties. */
    private static final Activation SCALED = Activation.of("scaled", x -> x.times(1.00390625).over(3).plus(x.times(0.5)));

    private static short[] everyNumber() {
        short[] all = new short[1 << Short.SIZE];
        for (int i = 0; i < all.length; i++) {
            all[i] = (short) i;
        }
        return all;
    }

    /** From 0.5 on, of both signs. */
    private static Span ordinary(int length, Dtype dtype) {
        SplittableRandom random = new SplittableRandom(length);
        short[] numbers = new short[length];
        for (int i = 0; i < length; i++) {
            numbers[i] = (short) ((dtype == Dtype.F16 ? 0x3800 : 0x3f00) + random.nextInt(100) | random.nextInt(2) << 15);
        }
        return Span.of(numbers, dtype);
    }

    private static List<short[]> results(String backend, Dtype dtype) {
        List<short[]> results = new ArrayList<>();
        try (Engine engine = Engine.builder().backend(backend).open()) {
            for (Activation activation : List.of(Activations.identity(), SCALED)) {
                engine.forward(activation, Span.of(everyNumber(), dtype), added(results, 1 << Short.SIZE, dtype));
            }
            for (int offset = 0; offset < 5; offset++) {
                engine.backward(Activations.tanh(), ordinary(40, dtype).slice(offset, 31), ordinary(41, dtype).slice(2, 31),
                        added(results, 40, dtype).slice(5 - offset, 31));
            }
            engine.forward(Activations.prelu(), ordinary(30, dtype), ordinary(3, dtype).perChannel(2, 5),
                    added(results, 30, dtype));
            engine.reduce(Reduction.VARIANCE, Activations.tanh(), ordinary(1500, dtype),
                    added(results, 1, dtype).broadcast(1500));
            engine.forward(Rowwise.SOFTMAX, Axis.ofRows(3, 10), ordinary(30, dtype), added(results, 30, dtype));
            engine.multiply(ordinary(20, dtype), ordinary(24, dtype), added(results, 30, dtype), 5, 4, 6);
            engine.chain(Chain.of(3, Activations.tanh()), ChainOperands.of(Layers.of(ordinary(30, dtype), 3))
                    .gradient(added(results, 10, dtype)));
        }
        return results;
    }

    private static Span added(List<short[]> results, int length, Dtype dtype) {
        results.add(new short[length]);
        return Span.of(results.getLast(), dtype);
    }

    @ParameterizedTest
    @EnumSource(names = {"F16", "BF16"})
    void everythingIsComputedInF32AndRoundedOnce(Dtype dtype) {
        List<short[]> actual = results(MachineBackend.NAME, dtype);
        List<short[]> expected = results("scalar", dtype);
        for (int i = 0; i < actual.size(); i++) {
            int at = Arrays.mismatch(actual.get(i), expected.get(i));
            if (at >= 0) {
                assertThat(actual.get(i)[at]).as("result " + i + " at " + at).isEqualTo(expected.get(i)[at]);
            }
        }
    }
}
