package dev.axolemma.cpu;

import dev.axolemma.Activation;
import dev.axolemma.Activations;
import dev.axolemma.DenseChain;
import dev.axolemma.Dtype;
import dev.axolemma.Parameter;
import dev.axolemma.Span;
import dev.axolemma.compiler.Lowering;
import dev.axolemma.formula.Formula;
import dev.axolemma.spi.Settings;
import java.lang.foreign.Arena;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Scalar code and vectors of every width return the bits that a dense chain's definition says. */
@Tag("bits")
class DenseBitsTest {

    private static final Activation SCALED = Activation.of("scaled", v ->
            v.times(Formula.parameter("s")).tanh().times(Formula.parameter("t")), Parameter.of("s", 1), Parameter.of("t", 2));
    private static final Map<List<Object>, DenseExample> EXAMPLES = new ConcurrentHashMap<>();
    private static final Function<Span, Span> IN_ARRAY = span -> span;

    static Stream<Arguments> forms() {
        return Forms.withDtypes();
    }

    private static DenseExample example(DenseChain chain, Dtype dtype, int batch, boolean edges) {
        return EXAMPLES.computeIfAbsent(List.of(chain, dtype, batch), key -> new DenseExample(chain, dtype, batch, edges));
    }

    private static Workers workers(int threads) {
        return new Workers(new Settings(threads, Optional.empty(), false));
    }

    private static DenseLayers layers(DenseChain chain, Form form, Dtype dtype, Workers workers) {
        MatrixProduct product = new MatrixProduct(ProductCode.of(dtype, form), workers, first -> { });
        return new DenseLayers(chain, dtype, operation -> {
            MapKernel kernel = Forms.kernel(Lowering.lower(operation, dtype), form, workers);
            while (kernel.arrays().isNew()) {
                kernel.arrays().count();
            }
            return kernel;
        }, product, workers);
    }

    private static DenseChain mixed(int... widths) {
        List<Activation> layers = List.of(SCALED.with("s", 0.75), Activations.gelu(), Activations.elu().with("alpha", 0.5),
                SCALED.with("t", -1.5));
        return DenseChain.of(layers, widths);
    }

    @ParameterizedTest
    @MethodSource("forms")
    void everyBatch(Form form, Dtype dtype) {
        DenseChain chain = mixed(3, 17, 1, 70, 5).withBiases();
        try (Workers workers = workers(1)) {
            DenseLayers layers = layers(chain, form, dtype, workers);
            for (int batch : new int[] {0, 1, 7, 12, 1030}) {
                example(chain, dtype, batch, true).check(layers, IN_ARRAY);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("forms")
    void aSingleLayerWithoutBias(Form form, Dtype dtype) {
        DenseChain chain = DenseChain.of(Activations.relu(), 1200, 3);
        try (Workers workers = workers(1)) {
            DenseExample example = example(chain, dtype, 4, false);
            example.check(layers(chain, form, dtype, workers), IN_ARRAY);
            example.checkJacobians(layers(chain, form, dtype, workers), IN_ARRAY);
        }
    }

    @ParameterizedTest
    @MethodSource("forms")
    void jacobians(Form form, Dtype dtype) {
        DenseChain chain = mixed(3, 17, 1, 70, 5);
        try (Workers workers = workers(1)) {
            DenseLayers layers = layers(chain, form, dtype, workers);
            for (int batch : new int[] {0, 1, 13}) {
                example(chain, dtype, batch, true).checkJacobians(layers, IN_ARRAY);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("forms")
    void severalThreads(Form form, Dtype dtype) {
        DenseChain chain = DenseChain.of(SCALED, 100, 140, 80).withBiases();
        // As many rows as are just worth sharing.
        DenseExample example = example(chain, dtype, 33 * form.lanes(dtype), true);
        try (Workers workers = workers(3)) {
            example.check(layers(chain, form, dtype, workers), IN_ARRAY);
        }
    }

    @ParameterizedTest
    @MethodSource("forms")
    void nativeMemory(Form form, Dtype dtype) {
        DenseChain chain = mixed(3, 17, 1, 70, 5).withBiases();
        DenseExample example = example(chain, dtype, 9, true);
        try (Arena arena = Arena.ofConfined(); Workers workers = workers(2)) {
            Function<Span, Span> unaligned = span -> {
                Span copy = Span.of(arena.allocate(dtype.bytes() * span.length() + 1).asSlice(1), dtype);
                copy.segment().copyFrom(span.segment());
                return copy;
            };
            example.check(layers(chain, form, dtype, workers), unaligned);
            example.checkJacobians(layers(chain, form, dtype, workers), unaligned);
        }
    }
}
