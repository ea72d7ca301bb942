package dev.axolemma.cuda;

import dev.axolemma.Dtype;
import dev.axolemma.compiler.Fold;
import dev.axolemma.device.KernelSource;
import java.util.List;

/**
 * The kernel that folds what the blocks of each sequence give, in the order that {@link dev.axolemma.Reduction}
 * defines: neighbours first, then neighbouring pairs, and so on, which is the tree whose left halves are powers of two.
 * A block of threads folds a sequence, where its numbers lie.
 */
final class TreeSkeleton {

    private static final int GROUP = 256;

    private final KernelText text = new KernelText("tree");
    private final Indices indices = new Indices(text);
    private final Format format;
    private final FoldCode fold;

    private TreeSkeleton(Fold fold, Dtype dtype) {
        this.format = new Format(dtype);
        this.fold = new FoldCode(fold, dtype, text);
    }

    static KernelSource write(Fold fold, Dtype dtype) {
        return new TreeSkeleton(fold, dtype).write();
    }

    private KernelSource write() {
        PlainElements numbers = new PlainElements(text, Storage.of(format.dtype()), text.numbers("numbers", format.bytes()));
        String sequences = text.integer("sequences");
        String count = text.integer("count");
        PlainElements results = new PlainElements(text, Storage.of(format.dtype()), text.numbers("results", format.bytes()));
        String thread = indices.threadOfBlock();
        String sequence = indices.block();
        String step = indices.blocks();
        String loop = text.label("sequence");
        String written = text.label("written");
        String end = text.label("end");

        text.bind(loop);
        text.branchUnless(indices.less(sequence, sequences), end);
        String first = indices.multiply(sequence, count);
        foldLevels(numbers, first, count, thread);
        text.branchIf(indices.less(0, thread), written);
        results.store(sequence, numbers.load(first, 1));
        text.bind(written);
        text.set(sequence, "add.s64", sequence, step);
        text.branch(loop);
        text.bind(end);
        return text.source(GROUP, 1);
    }

    private void foldLevels(PlainElements numbers, String first, String count, String thread) {
        String threads = indices.threadsOfBlock();
        String loop = text.label("level");
        String folded = text.label("folded");
        String pair = text.label("pair");
        String levelFolded = text.label("level_folded");
        String distance = text.compute(RegisterKind.B64, "mov.b64", 1);

        text.bind(loop);
        text.branchUnless(indices.less(distance, count), folded);
        String twice = indices.add(distance, distance);
        String left = indices.multiply(thread, twice);
        text.bind(pair);
        String right = indices.add(left, distance);
        text.branchUnless(indices.less(right, count), levelFolded);
        String place = indices.add(first, left);
        String number = numbers.load(place, 1).getFirst();
        fold.fold(number, numbers.load(indices.add(first, right), 1).getFirst());
        numbers.store(place, List.of(number));
        text.set(left, "mad.lo.s64", threads, twice, left);
        text.branch(pair);
        text.bind(levelFolded);
        text.perform("bar.sync", 0);
        text.set(distance, "mov.b64", twice);
        text.branch(loop);
        text.bind(folded);
    }
}
