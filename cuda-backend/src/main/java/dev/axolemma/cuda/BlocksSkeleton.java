package dev.axolemma.cuda;

import dev.axolemma.Dtype;
import dev.axolemma.Reduction;
import dev.axolemma.compiler.Fold;
import dev.axolemma.compiler.Program;
import dev.axolemma.device.KernelSource;
import dev.axolemma.device.Operand;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The kernel that folds blocks of sequences to a number each, in the order that {@link Reduction} defines. A group of
 * threads folds a few blocks: each thread one of the partial sums, and then all together the trees over them. So that
 * neighbouring threads read neighbours, these are the same block of sequences that lie side by side, or else one block
 * after the other.
 */
final class BlocksSkeleton {

    private static final int PARTIAL_SUMS = Reduction.PARTIAL_SUMS;
    private static final int BLOCK = Reduction.BLOCK;
    /** As few numbers side by side as a sector of 32 bytes has. */
    private static final int WIDTH = 8;
    private static final int GROUP = PARTIAL_SUMS * WIDTH;
    private static final String SHARED = "partial_sums";

    /** Which block a thread folds. */
    private record Place(String sequence, String block, String isThere) {
    }

    private final KernelText text = new KernelText("blocks");
    private final Indices indices = new Indices(text);
    private final Optional<ElementCode> term;
    private final Format format;
    private final FoldCode fold;
    private final Operands inputs;
    private final int inputCount;
    private final String start;
    private final SequenceIndices sequences;
    private final PlainElements results;
    private final String apart;
    private final String thread = indices.threadOfBlock();
    private final String sum;

    private BlocksSkeleton(Optional<Program> term, Fold fold, List<Operand> operands, Dtype dtype) {
        format = new Format(dtype);
        this.fold = new FoldCode(fold, dtype, text);
        inputs = new Operands(text, operands);
        inputCount = operands.size();
        start = text.integer("start");
        sequences = new SequenceIndices(text);
        results = new PlainElements(text, Storage.of(format.dtype()), text.numbers("results", format.bytes()));
        apart = text.integer("apart");
        this.term = term.map(program -> ElementCode.withParameters(program, text));
        sum = text.register(format.realKind());
        text.blockSize(GROUP);
        text.shared(SHARED, format, GROUP);
    }

    static KernelSource write(Optional<Program> term, Fold fold, List<Operand> operands, Dtype dtype) {
        return new BlocksSkeleton(term, fold, operands, dtype).write();
    }

    private KernelSource write() {
        String blocks = indices.maximum(indices.divideUp(sequences.length(), BLOCK), 1);
        String areSideBySide = indices.less(1, sequences.lanes());
        String tiles = indices.divideUp(sequences.lanes(), WIDTH);
        String units = indices.select(areSideBySide,
                indices.multiply(indices.multiply(indices.divide(sequences.count(), sequences.lanes()), tiles), blocks),
                indices.divideUp(indices.multiply(sequences.count(), blocks), WIDTH));
        // Partial sum after partial sum of all sequences, or sequence after sequence.
        String partialSum = indices.select(areSideBySide, indices.divide(thread, WIDTH),
                indices.and(thread, PARTIAL_SUMS - 1));
        String column = indices.select(areSideBySide, indices.and(thread, WIDTH - 1),
                indices.divide(thread, PARTIAL_SUMS));
        String distance = indices.select(areSideBySide, WIDTH * format.bytes(), format.bytes());
        String unit = indices.block();
        String step = indices.blocks();
        String loop = text.label("unit");
        String end = text.label("end");

        text.bind(loop);
        text.branchUnless(indices.less(unit, units), end);
        Place place = place(unit, column, blocks, tiles, areSideBySide);
        foldRows(place, partialSum);
        foldPartialSums(partialSum, distance);
        store(place, partialSum);
        text.set(unit, "add.s64", unit, step);
        text.branch(loop);
        text.bind(end);
        return text.source(GROUP, 1);
    }

    private Place place(String unit, String column, String blocks, String tiles, String areSideBySide) {
        String number = indices.multiplyAdd(unit, WIDTH, column);
        String unitOfBlock = indices.divide(unit, blocks);
        String group = indices.divide(unitOfBlock, tiles);
        String lane = indices.multiplyAdd(indices.remainder(unitOfBlock, group, tiles), WIDTH, column);
        String ofNumber = indices.divide(number, blocks);
        String sequence = indices.select(areSideBySide, indices.multiplyAdd(group, sequences.lanes(), lane), ofNumber);
        String block = indices.select(areSideBySide, indices.remainder(unit, unitOfBlock, blocks),
                indices.remainder(number, ofNumber, blocks));
        String end = indices.select(areSideBySide, sequences.lanes(), sequences.count());
        return new Place(sequence, block, indices.less(indices.select(areSideBySide, lane, sequence), end));
    }

    /** Folds the elements that a partial sum has in a block. */
    private void foldRows(Place place, String partialSum) {
        String begin = indices.multiply(place.block(), BLOCK);
        String end = indices.select(place.isThere(), indices.minimum(sequences.length(), indices.add(begin, BLOCK)), 0);
        String base = sequences.start(place.sequence());
        String number = indices.add(begin, partialSum);
        SequenceIndices.Walk walk = sequences.walk(number, PARTIAL_SUMS);
        String loop = text.label("row");
        String folded = text.label("folded");
        text.set(sum, "mov." + format.real(), fold.neutral());
        text.bind(loop);
        text.branchUnless(indices.less(number, end), folded);
        List<String> elements = new ArrayList<>();
        List<String> present = new ArrayList<>();
        for (int i = 0; i < rowsAtOnce(); i++) {
            present.add(indices.less(number, end));
            elements.add(indices.select(present.getLast(), walk.element(base), base));
            text.set(number, "add.s64", number, PARTIAL_SUMS);
            walk.advance();
        }
        foldElements(elements, present);
        text.branch(loop);
        text.bind(folded);
    }

    /** Short programs leave registers to wait for several numbers at once. */
    private int rowsAtOnce() {
        return term.filter(ElementCode::isGuarded).isPresent() ? 1 : 4;
    }

    private void foldElements(List<String> elements, List<String> present) {
        List<List<String>> loaded = elements.stream()
                .map(element -> inputs.load(inputCount, element, start, 1).stream().map(List::getFirst).toList())
                .toList();
        for (int i = 0; i < elements.size(); i++) {
            List<String> ofElement = loaded.get(i);
            String value = term.map(code -> code.whole(ofElement)).orElse(ofElement).getFirst();
            fold.fold(sum, text.compute(format.realKind(), "selp." + format.real(), value, fold.neutral(),
                    present.get(i)));
        }
    }

    private void foldPartialSums(String partialSum, String distance) {
        String own = indices.multiplyAdd(thread, format.bytes(), text.compute(RegisterKind.B64, "mov.u64", SHARED));
        text.perform("st.shared." + format.real(), "[" + own + "]", sum);
        text.perform("bar.sync", 0);
        for (int half = PARTIAL_SUMS / 2; half > 0; half /= 2) {
            String idle = text.label("idle");
            text.branchUnless(indices.less(partialSum, half), idle);
            fold.fold(sum, text.compute(format.realKind(), "ld.shared." + format.real(),
                    indices.memory(own, half, distance)));
            text.perform("st.shared." + format.real(), "[" + own + "]", sum);
            text.bind(idle);
            text.perform("bar.sync", 0);
        }
    }

    private void store(Place place, String partialSum) {
        String absent = text.label("absent");
        text.branchIf(indices.less(0, partialSum), absent);
        text.branchUnless(place.isThere(), absent);
        String isEmpty = indices.equal(sequences.length(), 0);
        text.set(sum, "selp." + format.real(), format.number(0), sum, isEmpty);
        results.store(indices.multiplyAdd(place.sequence(), apart, place.block()), List.of(sum));
        text.bind(absent);
    }
}
