package dev.axolemma.cuda;

import dev.axolemma.device.ChainForm;
import dev.axolemma.device.ChainForm.Weights;
import dev.axolemma.device.KernelSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The kernel of an elementwise chain: each thread takes a few elements through all layers, the last layer first, and
 * keeps their gradients in registers.
 */
final class ChainSkeleton {

    /** As few as leave each thread registers for its elements' gradients and a layer in f64. */
    private static final int GROUP = 128;

    /** Numbers of shape [depth, n]: the address of the first, and the bytes from a layer to the next. */
    private record Matrix(String base, String distance) {
    }

    private final KernelText text = new KernelText("chain");
    private final Indices indices = new Indices(text);
    private final ChainForm form;
    private final Format format;
    private final ChainSlots slots;
    private final List<ElementCode> layers = new ArrayList<>();
    private final ElementCode normalisation;
    private final ElementCode rounding;
    private final Matrix z;
    private final Optional<Matrix> weights;
    private final Optional<String> upstream;
    private final Optional<String> gradient;
    private final Optional<String> significands;
    private final Optional<String> exponents;
    private final Optional<Matrix> layerGradients;
    private final String kinds;
    private final String scalars;
    private final String layer;
    private final String layerScalars;

    private ChainSkeleton(ChainForm form) {
        this.form = form;
        format = new Format(form.dtype());
        slots = new ChainSlots(text, format);
        form.layers().forEach(program -> layers.add(new ElementCode(program, text, this::scalar)));
        normalisation = new ElementCode(form.normalisation(), text, this::scalar);
        rounding = new ElementCode(form.rounding(), text, this::scalar);
        z = matrix("z");
        weights = when(form.weights() != Weights.NONE).map(wanted -> matrix("weights"));
        upstream = when(form.upstream()).map(wanted -> numbers("upstream"));
        gradient = when(form.results().gradient()).map(wanted -> numbers("gradient"));
        significands = when(form.results().exactRange()).map(wanted -> numbers("significands"));
        exponents = when(form.results().exactRange()).map(wanted -> text.numbers("exponents", Integer.BYTES));
        layerGradients = when(form.results().layerGradients()).map(wanted -> matrix("gradients"));
        kinds = text.numbers("kinds", Integer.BYTES);
        scalars = numbers("scalars");
        layer = text.register(RegisterKind.B64);
        layerScalars = text.register(RegisterKind.B64);
    }

    private static Optional<Boolean> when(boolean wanted) {
        return Optional.of(wanted).filter(Boolean::booleanValue);
    }

    private String numbers(String name) {
        return text.numbers(name, format.bytes());
    }

    private Matrix matrix(String name) {
        return new Matrix(numbers(name), indices.multiply(text.integer(name + "_distance"), format.bytes()));
    }

    private String scalar(int number) {
        return text.compute(format.realKind(), "ld.global." + format.real(),
                "[" + layerScalars + "+" + number * format.bytes() + "]");
    }

    static KernelSource write(ChainForm form) {
        return new ChainSkeleton(form).write();
    }

    private KernelSource write() {
        String depth = text.integer("depth");
        String count = text.integer("count");
        String first = indices.thread();
        String threads = indices.threads();
        String elements = text.label("elements");
        String end = text.label("end");

        text.bind(elements);
        text.branchUnless(indices.less(first, count), end);
        String next = slots.take(first, threads, count);
        upstream.ifPresent(numbers -> {
            slots.readGradients(numbers);
            slots.normalise(normalisation);
        });
        writeLayers(depth);
        gradient.ifPresent(numbers -> slots.storeRounded(rounding, numbers));
        significands.ifPresent(numbers -> {
            slots.normalise(normalisation);
            slots.storeExactRange(numbers, exponents.orElseThrow());
        });
        text.set(first, "mov.b64", next);
        text.branch(elements);
        text.bind(end);
        return text.source(GROUP, ChainSlots.COUNT);
    }

    private void writeLayers(String depth) {
        String loop = text.label("layer");
        String normal = text.label("normal");
        String untilNormalisation = text.compute(RegisterKind.B64, "mov.b64", form.period());
        text.set(layer, "mov.b64", depth);
        text.bind(loop);
        text.branchIf(indices.less(0, untilNormalisation), normal);
        slots.normalise(normalisation);
        text.set(untilNormalisation, "mov.b64", form.period());
        text.bind(normal);
        text.set(untilNormalisation, "sub.s64", untilNormalisation, 1);
        text.set(layer, "sub.s64", layer, 1);
        text.set(layerScalars, "mad.lo.s64", layer, form.scalars() * format.bytes(), scalars);
        writeLayer();
        layerGradients.ifPresent(matrix -> slots.storeRounded(rounding, ofLayer(matrix)));
        text.branchIf(indices.less(0, layer), loop);
    }

    private String ofLayer(Matrix matrix) {
        return indices.multiplyAdd(layer, matrix.distance(), matrix.base());
    }

    private void writeLayer() {
        List<List<String>> factors = new ArrayList<>();
        factors.add(slots.load(ofLayer(z)));
        weights.ifPresent(matrix -> factors.add(form.weights() == Weights.ONE_PER_LAYER
                ? slots.loadOne(ofLayer(matrix)) : slots.load(ofLayer(matrix))));
        if (layers.size() == 1) {
            slots.pass(layers.getFirst(), factors);
        } else {
            choose(code -> slots.pass(code, factors));
        }
    }

    /** The layer's program is the same for all threads, so these branches part none. */
    private void choose(Consumer<ElementCode> writer) {
        String kind = text.compute(RegisterKind.B32, "ld.global.b32", indices.memory(kinds, layer, Integer.BYTES));
        String passed = text.label("passed");
        for (int i = 0; i < layers.size(); i++) {
            String other = text.label("other");
            text.branchUnless(text.compute(RegisterKind.PREDICATE, "setp.eq.s32", kind, i), other);
            writer.accept(layers.get(i));
            text.branch(passed);
            text.bind(other);
        }
        text.bind(passed);
    }
}
