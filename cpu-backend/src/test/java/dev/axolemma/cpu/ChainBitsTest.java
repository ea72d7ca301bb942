package dev.axolemma.cpu;

import dev.axolemma.Activation;
import dev.axolemma.Activations;
import dev.axolemma.Chain;
import dev.axolemma.ChainOperands;
import dev.axolemma.Dtype;
import dev.axolemma.Parameter;
import dev.axolemma.compiler.Program;
import dev.axolemma.formula.Formula;
import dev.axolemma.spi.Settings;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Scalar code and vectors of every width return the bits that a chain's definition says, whatever the operands lie in. */
@Tag("bits")
class ChainBitsTest {

    /** Enough for two normalisations on the way. */
    private static final int DEPTH = 19;
    private static final Map<List<Object>, ChainExample> EXAMPLES = new ConcurrentHashMap<>();
    private static final Activation CUBE = Activation.of("cube", v -> v.times(v).times(v));
    private static final Activation EXPONENTIAL = Activation.of("exponential", Formula::exp);
    private static final Activation SCALED = Activation.of("scaled", v -> v.tanh().times(Formula.parameter("s")),
            Parameter.of("s", 1));

    static Stream<Arguments> forms() {
        return Forms.withDtypes();
    }

    /** Vanishes, explodes, is zero for half of the elements, changes its sign, has parameters. */
    private static List<Chain> chains() {
        List<Chain> chains = new ArrayList<>();
        for (Activation activation : List.of(Activations.sigmoid(), Activations.relu(), Activations.gelu(), CUBE)) {
            chains.add(Chain.of(DEPTH, activation));
            chains.add(Chain.of(DEPTH, activation).withWeights());
        }
        List<Activation> mixed = new ArrayList<>();
        for (int i = 0; i < DEPTH; i++) {
            mixed.add(List.of(Activations.tanh(), SCALED.with("s", i - 4.5), EXPONENTIAL, CUBE,
                    Activations.elu().with("alpha", 0.25)).get(i % 5));
        }
        chains.add(Chain.of(mixed));
        chains.add(Chain.of(mixed).withWeights());
        return chains;
    }

    private static Workers workers(int threads) {
        return new Workers(new Settings(threads, Optional.empty(), false));
    }

    private static MapKernel kernel(Program program, Form form, Workers workers) {
        return Forms.kernel(program, form, workers);
    }

    /** Beyond its first, short chunks. */
    private static MapKernel old(MapKernel kernel) {
        while (kernel.arrays().isNew()) {
            kernel.arrays().count();
        }
        return kernel;
    }

    private static ChainExample example(Chain chain, Dtype dtype, int n) {
        return EXAMPLES.computeIfAbsent(List.of(chain, dtype, n), key -> new ChainExample(chain, dtype, n));
    }

    private static void check(ChainExample example, Form form, Workers workers, ChainOperands operands) {
        new ElementwiseChain(example.chain(), example.dtype(), program -> old(kernel(program, form, workers)), workers)
                .launch(operands, example.parameters());
        example.check(operands);
    }

    @ParameterizedTest
    @MethodSource("forms")
    void everyKindOfChain(Form form, Dtype dtype) {
        try (Workers workers = workers(1)) {
            for (Chain chain : chains()) {
                ChainExample example = example(chain, dtype, 200);
                check(example, form, workers, example.arrays(0));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("forms")
    void everyLengthAndOffset(Form form, Dtype dtype) {
        int lanes = form.lanes(dtype);
        try (Workers workers = workers(1)) {
            for (Chain chain : List.of(Chain.of(3, Activations.tanh()), Chain.of(9, Activations.elu()).withWeights())) {
                for (int n : new int[] {0, 1, lanes - 1, lanes, lanes + 1, 4 * lanes + 3, 127, 128, 129, 255, 256, 257, 511,
                    512, 513, 1023, 1024, 1025}) {
                    ChainExample example = example(chain, dtype, n);
                    check(example, form, workers, example.arrays(n % 3));
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("forms")
    void theFirstShortBlocks(Form form, Dtype dtype) {
        ChainExample example = example(Chain.of(9, Activations.elu()).withWeights(), dtype, 1025);
        ChainOperands operands = example.arrays(0);
        try (Workers workers = workers(1)) {
            new ElementwiseChain(example.chain(), dtype, program -> kernel(program, form, workers), workers)
                    .launch(operands, example.parameters());
        }
        example.check(operands);
    }

    @ParameterizedTest
    @MethodSource("forms")
    void everyThreadCount(Form form, Dtype dtype) {
        // As many as are just worth sharing.
        ChainExample example = example(Chain.of(20, Activations.sigmoid()), dtype, Math.max(4, form.lanes(dtype)) * 1024 + 77);
        for (int threads : new int[] {2, 5}) {
            try (Workers workers = workers(threads)) {
                check(example, form, workers, example.arrays(1));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("forms")
    void layersInContainersOfTheirOwn(Form form, Dtype dtype) {
        ChainExample example = example(Chain.of(9, Activations.elu()).withWeights(), dtype, 1025);
        try (Arena arena = Arena.ofConfined(); Workers workers = workers(2)) {
            check(example, form, workers, example.mixedContainers(arena));
        }
    }

    @ParameterizedTest
    @MethodSource("forms")
    void aWeightForEachLayer(Form form, Dtype dtype) {
        try (Workers workers = workers(1)) {
            for (int n : new int[] {1, 77, 1025}) {
                ChainExample example = ChainExample.weightedByLayer(Chain.of(9, Activations.elu()).withWeights(), dtype, n);
                check(example, form, workers, example.arrays(1).weights(example.perLayer()));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("forms")
    void noUpstreamGradientMeansOne(Form form, Dtype dtype) {
        ChainExample example = ChainExample.withoutUpstream(Chain.of(9, Activations.elu()), dtype, 300);
        try (Workers workers = workers(1)) {
            ChainOperands all = example.arrays(0);
            check(example, form, workers, new ChainOperands(all.z(), all.weights(), Optional.empty(), all.gradient(),
                    all.exactRange(), all.layerGradients()));
        }
    }

    @ParameterizedTest
    @MethodSource("forms")
    void inPlace(Form form, Dtype dtype) {
        ChainExample example = example(Chain.of(9, Activations.elu()).withWeights(), dtype, 1025);
        try (Workers workers = workers(1)) {
            ChainOperands operands = example.arrays(1);
            check(example, form, workers, operands.gradient(operands.upstream().orElseThrow()));
            operands = example.arrays(1);
            check(example, form, workers, operands.gradient(operands.z().layer(0)));
            operands = example.arrays(1);
            check(example, form, workers, operands.layerGradients(operands.z()));
            operands = example.arrays(1);
            check(example, form, workers, operands.layerGradients(operands.weights().orElseThrow()));
        }
    }
}
