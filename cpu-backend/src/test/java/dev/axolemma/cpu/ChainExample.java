package dev.axolemma.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.axolemma.Activation;
import dev.axolemma.Chain;
import dev.axolemma.ChainOperands;
import dev.axolemma.Dtype;
import dev.axolemma.ExactRangeSpan;
import dev.axolemma.Layers;
import dev.axolemma.Parameter;
import dev.axolemma.Span;
import dev.axolemma.compiler.Lowering;
import dev.axolemma.compiler.Program;
import dev.axolemma.spi.Settings;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.IntFunction;

/** A chain, what it reads and what it must return, all as bit patterns. */
final class ChainExample {

    /** What goes beyond the ordinary, rarely enough for some products of many factors to stay clear of it. */
    private static final double[] EDGES = {0.0, -0.0, 1e-45, -1e-40, 0x1p-126, 0x1p-1074, 1e-310, 1e30, -3e38, 1e300,
        Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.NaN, 100, -104, 740};
    private static final int ORDINARY_PER_EDGE = 60;

    private final Chain chain;
    private final Dtype dtype;
    private final int n;
    private final long[][] z;
    private final long[][] weights;
    private final long[] upstream;
    private final long[][] layerGradients;
    private final long[] significands;
    private final int[] exponents;

    ChainExample(Chain chain, Dtype dtype, int n) {
        this(chain, dtype, n, weights(chain, dtype, n), random(new SplittableRandom(n), dtype, n));
    }

    private ChainExample(Chain chain, Dtype dtype, int n, long[][] weights, long[] upstream) {
        SplittableRandom random = new SplittableRandom(31L * n + chain.depth());
        this.chain = chain;
        this.dtype = dtype;
        this.n = n;
        this.z = new long[chain.depth()][];
        Arrays.setAll(z, layer -> random(random, dtype, n));
        this.weights = weights;
        this.upstream = upstream;
        this.layerGradients = new long[chain.depth()][n];
        this.significands = new long[n];
        this.exponents = new int[n];
        compute();
    }

    static ChainExample weightedByLayer(Chain chain, Dtype dtype, int n) {
        long[] values = random(new SplittableRandom(5), dtype, chain.depth());
        long[][] weights = new long[chain.depth()][n];
        for (int layer = 0; layer < weights.length; layer++) {
            Arrays.fill(weights[layer], values[layer]);
        }
        return new ChainExample(chain, dtype, n, weights, random(new SplittableRandom(n), dtype, n));
    }

    static ChainExample withoutUpstream(Chain chain, Dtype dtype, int n) {
        long[] ones = new long[n];
        Arrays.fill(ones, bits(1, dtype));
        return new ChainExample(chain, dtype, n, weights(chain, dtype, n), ones);
    }

    private static long[][] weights(Chain chain, Dtype dtype, int n) {
        SplittableRandom random = new SplittableRandom(7L * n + 1);
        long[][] weights = new long[chain.weighted() ? chain.depth() : 0][];
        Arrays.setAll(weights, layer -> random(random, dtype, n));
        return weights;
    }

    private static long[] random(SplittableRandom random, Dtype dtype, int n) {
        return random.doubles(n, -3, 3)
                .map(ordinary -> random.nextInt(ORDINARY_PER_EDGE) > 0 ? ordinary : EDGES[random.nextInt(EDGES.length)])
                .mapToLong(number -> bits(number, dtype)).toArray();
    }

    private static long bits(double number, Dtype dtype) {
        return dtype == Dtype.F32 ? Float.floatToIntBits((float) number) : Double.doubleToLongBits(number);
    }

    private static double number(long bits, Dtype dtype) {
        return dtype == Dtype.F32 ? Float.intBitsToFloat((int) bits) : Double.longBitsToDouble(bits);
    }

    private void compute() {
        PlainChain[] plain = new PlainChain[n];
        Arrays.setAll(plain, i -> new PlainChain(dtype, number(upstream[i], dtype)));
        for (int layer = chain.depth() - 1; layer >= 0; layer--) {
            long[] slopes = derivatives(layer);
            for (int i = 0; i < n; i++) {
                plain[i].multiply(number(slopes[i], dtype));
                if (chain.weighted()) {
                    plain[i].multiply(number(weights[layer][i], dtype));
                }
                layerGradients[layer][i] = bits(plain[i].plain(), dtype);
            }
        }
        for (int i = 0; i < n; i++) {
            significands[i] = bits(plain[i].significand(), dtype);
            exponents[i] = Math.toIntExact(plain[i].exponent());
        }
    }

    /** As a map of its own computes them. */
    private long[] derivatives(int layer) {
        Program program = Lowering.lower(Chain.derivative(chain.layers().get(layer)), dtype);
        Span x = filled(z[layer], 0);
        Span slopes = filled(z[layer], 0);
        try (Workers workers = new Workers(new Settings(1, Optional.empty(), false))) {
            Forms.kernel(program, new ScalarEmitter.Elements(), workers)
                    .launch(new Span[] {x, slopes}, parameters()[layer]);
        }
        return Numbers.get(slopes);
    }

    Chain chain() {
        return chain;
    }

    Dtype dtype() {
        return dtype;
    }

    double[][] parameters() {
        return chain.layers().stream().map(Activation::parameters)
                .map(all -> all.stream().mapToDouble(Parameter::value).toArray()).toArray(double[][]::new);
    }

    /** All layers in one array, and every result asked for. */
    ChainOperands arrays(int offset) {
        ChainOperands operands = ChainOperands.of(inOneArray(z, offset)).upstream(filled(upstream, offset + 1))
                .gradient(empty(offset + 2)).layerGradients(inOneArray(z, offset + 1))
                .exactRange(new ExactRangeSpan(empty(offset), MemorySegment.ofArray(new int[n])));
        return chain.weighted() ? operands.weights(inOneArray(weights, offset + 1)) : operands;
    }

    /** Each layer in a container of its own: arrays, native memory that is aligned to nothing, and heap segments. */
    ChainOperands mixedContainers(Arena arena) {
        return ChainOperands.of(apart(z, i -> mixed(i, arena))).weights(apart(weights, i -> mixed(i + 1, arena)))
                .upstream(copy(filled(upstream, 0), mixed(1, arena))).gradient(mixed(2, arena))
                .layerGradients(apart(z, i -> mixed(i + 2, arena)))
                .exactRange(new ExactRangeSpan(mixed(1, arena), arena.allocate(4L * n + 1).asSlice(1)));
    }

    /** The weights as one number for each layer, which they must be. */
    Layers perLayer() {
        long[] values = Arrays.stream(weights).mapToLong(layer -> layer[0]).toArray();
        return Layers.perLayer(filled(values, 1), n);
    }

    private Span mixed(int kind, Arena arena) {
        return switch (kind % 3) {
            case 0 -> empty(kind % 5);
            case 1 -> Span.of(arena.allocate(dtype.bytes() * (n + 3L) + 1).asSlice(1), dtype, 2, n);
            default -> Span.of(MemorySegment.ofArray(new byte[dtype.bytes() * (n + 3)]), dtype, 1, n);
        };
    }

    private Span empty(int offset) {
        return Numbers.array(new long[n], dtype, offset);
    }

    private Span filled(long[] bits, int offset) {
        Span span = Numbers.array(bits, dtype, offset);
        Numbers.set(span, bits);
        return span;
    }

    private static Span copy(Span from, Span to) {
        to.segment().copyFrom(from.segment());
        return to;
    }

    private Layers inOneArray(long[][] layers, int offset) {
        return Layers.of(filled(Arrays.stream(layers).flatMapToLong(Arrays::stream).toArray(), offset), layers.length);
    }

    private Layers apart(long[][] layers, IntFunction<Span> containers) {
        List<Span> spans = new ArrayList<>();
        for (int layer = 0; layer < layers.length; layer++) {
            spans.add(copy(filled(layers[layer], 0), containers.apply(layer)));
        }
        return Layers.of(spans);
    }

    /** Holds all results against the definition. */
    void check(ChainOperands operands) {
        Layers gradients = operands.layerGradients().orElseThrow();
        for (int layer = chain.depth() - 1; layer >= 0; layer--) {
            assertThat(Numbers.get(gradients.layer(layer))).as("%s of %d, layer %d", chain, n, layer)
                    .isEqualTo(Numbers.canonical(layerGradients[layer], dtype));
        }
        assertThat(Numbers.get(operands.gradient().orElseThrow())).isEqualTo(layerGradients[0]);
        ExactRangeSpan exact = operands.exactRange().orElseThrow();
        assertThat(Numbers.get(exact.significands())).isEqualTo(significands);
        assertThat(ints(exact.exponents())).isEqualTo(exponents);
    }

    private int[] ints(MemorySegment segment) {
        int[] ints = new int[n];
        Arrays.setAll(ints, i -> segment.get(ValueLayout.JAVA_INT_UNALIGNED, 4L * i));
        return ints;
    }
}
