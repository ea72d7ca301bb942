package dev.axolemma.cuda;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The elements that a thread takes through the layers of a chain at the same time, so that it waits once for all of
 * their numbers. Slots beyond the last element repeat it, and store nothing.
 */
final class ChainSlots {

    /** As many as hide what a layer costs beside its instructions, and registers hold. */
    static final int COUNT = 4;

    private final KernelText text;
    private final Indices indices;
    private final Format format;
    private final List<String> elements = new ArrayList<>();
    private final List<String> present = new ArrayList<>();
    private final List<String> significands;
    private final List<String> exponents;

    ChainSlots(KernelText text, Format format) {
        this.text = text;
        this.indices = new Indices(text);
        this.format = format;
        significands = text.registers(format.realKind(), COUNT);
        exponents = text.registers(format.realKind(), COUNT);
    }

    /**
     * Takes the elements {@code first}, {@code first + threads} and so on, each with the gradient 1; neighbours in
     * memory belong to neighbouring threads.
     *
     * @return the element that would come next
     */
    String take(String first, String threads, String count) {
        String last = indices.subtract(count, 1);
        String next = first;
        for (int slot = 0; slot < COUNT; slot++) {
            present.add(indices.less(next, count));
            elements.add(indices.minimum(next, last));
            next = indices.add(next, threads);
            assign(slot, List.of(format.number(1), format.number(0)));
        }
        return next;
    }

    /** A number for each slot. */
    List<String> load(String base) {
        return elements.stream().map(element -> loadAt(indices.memory(base, element, format.bytes()))).toList();
    }

    /** One number for all slots. */
    List<String> loadOne(String address) {
        return Collections.nCopies(COUNT, loadAt("[" + address + "]"));
    }

    private String loadAt(String place) {
        return text.compute(format.realKind(), "ld.global." + format.real(), place);
    }

    /** Lets the gradients be what is read. */
    void readGradients(String base) {
        List<String> read = load(base);
        for (int slot = 0; slot < COUNT; slot++) {
            text.set(significands.get(slot), "mov." + format.real(), read.get(slot));
        }
    }

    void normalise(ElementCode normalisation) {
        for (int slot = 0; slot < COUNT; slot++) {
            assign(slot, normalisation.whole(gradient(slot)));
        }
    }

    /**
     * Passes a layer. The careful path is written once, as a loop over the slots: as registers have no index, all slots
     * move on by one after each round.
     *
     * @param factors what the layer reads beside the gradient, a number for each slot
     */
    void pass(ElementCode layer, List<List<String>> factors) {
        List<String> rare = new ArrayList<>();
        for (int slot = 0; slot < COUNT; slot++) {
            List<String> main = layer.main(inputs(factors, slot));
            if (layer.isGuarded()) {
                rare.add(main.getLast());
                keepIf(main.getLast(), significands.get(slot), main.get(0));
                keepIf(main.getLast(), exponents.get(slot), main.get(1));
            } else {
                assign(slot, main);
            }
        }
        if (layer.isGuarded()) {
            passCarefully(layer, factors, rare);
        }
    }

    private void keepIf(String predicate, String register, String other) {
        text.set(register, "selp." + format.real(), register, other, predicate);
    }

    private void passCarefully(ElementCode layer, List<List<String>> factors, List<String> rare) {
        String loop = text.label("careful");
        String kept = text.label("kept");
        String passed = text.label("passed");
        String isAnyRare = rare.stream().reduce((a, b) -> text.compute(RegisterKind.PREDICATE, "or.pred", a, b))
                .orElseThrow();
        text.branchUnless(isAnyRare, passed);
        String round = text.compute(RegisterKind.B64, "mov.b64", 0);
        text.bind(loop);
        text.branchUnless(rare.getFirst(), kept);
        assign(0, layer.careful(inputs(factors, 0)));
        text.bind(kept);
        factors.forEach(numbers -> rotate(numbers, "mov." + format.real(), format.realKind()));
        rotate(significands, "mov." + format.real(), format.realKind());
        rotate(exponents, "mov." + format.real(), format.realKind());
        rotate(rare, "mov.pred", RegisterKind.PREDICATE);
        text.set(round, "add.s64", round, 1);
        text.branchIf(indices.less(round, COUNT), loop);
        text.bind(passed);
    }

    private void rotate(List<String> registers, String move, RegisterKind kind) {
        String first = text.compute(kind, move, registers.getFirst());
        for (int slot = 1; slot < COUNT; slot++) {
            text.set(registers.get(slot - 1), move, registers.get(slot));
        }
        text.set(registers.getLast(), move, first);
    }

    /** Stores the gradients, rounded. */
    void storeRounded(ElementCode rounding, String base) {
        for (int slot = 0; slot < COUNT; slot++) {
            String rounded = rounding.whole(gradient(slot)).getFirst();
            storeIfPresent(slot, format.real(), rounded, format.bytes(), base);
        }
    }

    /** Stores normalised gradients; exponents as integers of 32 bits. */
    void storeExactRange(String toSignificands, String toExponents) {
        for (int slot = 0; slot < COUNT; slot++) {
            storeIfPresent(slot, format.real(), significands.get(slot), format.bytes(), toSignificands);
            String exponent = text.compute(format.integerKind(), "mov." + format.bits(), exponents.get(slot));
            storeIfPresent(slot, "b32", format.low(exponent, text), Integer.BYTES, toExponents);
        }
    }

    private void storeIfPresent(int slot, String type, String value, int bytes, String base) {
        String absent = text.label("absent");
        text.branchUnless(present.get(slot), absent);
        text.perform("st.global." + type, indices.memory(base, elements.get(slot), bytes), value);
        text.bind(absent);
    }

    private List<String> gradient(int slot) {
        return List.of(significands.get(slot), exponents.get(slot));
    }

    private List<String> inputs(List<List<String>> factors, int slot) {
        List<String> inputs = new ArrayList<>();
        factors.forEach(numbers -> inputs.add(numbers.get(slot)));
        inputs.addAll(gradient(slot));
        return inputs;
    }

    private void assign(int slot, List<String> gradient) {
        text.set(significands.get(slot), "mov." + format.real(), gradient.get(0));
        text.set(exponents.get(slot), "mov." + format.real(), gradient.get(1));
    }
}
