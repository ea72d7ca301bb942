package dev.axolemma.cuda;

import dev.axolemma.Activation;
import dev.axolemma.Activations;
import dev.axolemma.Chain;
import dev.axolemma.Dtype;
import dev.axolemma.Parameter;
import dev.axolemma.formula.Formula;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A chain's kernel returns the bits that its programs mean. */
class ChainBitsTest {

    /** Enough for two normalisations on the way. */
    private static final int DEPTH = 19;
    private static final Activation CUBE = Activation.of("cube", v -> v.times(v).times(v));
    private static final Activation SCALED = Activation.of("scaled", v -> v.tanh().times(Formula.parameter("s")),
            Parameter.of("s", 1));

    /** Vanishes, explodes, is zero for half of the elements, changes its sign, has parameters. */
    private static List<Chain> chains() {
        List<Chain> chains = new ArrayList<>();
        for (Activation activation : List.of(Activations.sigmoid(), Activations.relu(), Activations.gelu(), CUBE)) {
            chains.add(Chain.of(DEPTH, activation));
        }
        List<Activation> mixed = new ArrayList<>();
        for (int i = 0; i < DEPTH; i++) {
            mixed.add(List.of(Activations.tanh(), SCALED.with("s", i - 4.5), CUBE,
                    Activations.elu().with("alpha", 0.25)).get(i % 4));
        }
        chains.add(Chain.of(mixed));
        chains.add(Chain.of(1, Activations.identity()));
        return chains;
    }

    @ParameterizedTest
    @EnumSource(names = {"F32", "F64"})
    void everyKindOfChain(Dtype dtype) {
        for (Chain chain : chains()) {
            new ChainExample(chain, dtype, 70, false).check(2, 3);
            new ChainExample(chain.withWeights(), dtype, 70, false).check(2, 3);
            new ChainExample(chain.withWeights(), dtype, 30, true).check(2, 3);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"F32", "F64"})
    void everyLengthAndGrid(Dtype dtype) {
        Chain chain = Chain.of(9, Activations.tanh());
        for (int n : new int[] {0, 1, 3, 4, 5, 23, 24, 25}) {
            ChainExample example = new ChainExample(chain, dtype, n, false);
            example.check(1, 1);
            example.check(2, 3);
            example.check(1, 32);
        }
    }
}
