package dev.axolemma.cuda;

import dev.axolemma.Dtype;
import dev.axolemma.device.KernelSource;
import java.util.List;

/** The kernel that keeps the first of several ones in each sequence; a thread goes through a sequence. */
final class ChoiceSkeleton {

    private static final int GROUP = 128;

    private ChoiceSkeleton() {
    }

    static KernelSource write(Dtype dtype) {
        KernelText text = new KernelText("choice");
        Indices indices = new Indices(text);
        Format format = new Format(dtype);
        PlainElements ones = new PlainElements(text, Storage.of(format.dtype()), text.numbers("ones", format.bytes()));
        SequenceIndices sequences = new SequenceIndices(text);
        String sequence = indices.thread();
        String threads = indices.threads();
        String loop = text.label("sequence");
        String element = text.label("element");
        String passed = text.label("passed");
        String other = text.label("other");
        String end = text.label("end");

        text.bind(loop);
        text.branchUnless(indices.less(sequence, sequences.count()), end);
        String start = sequences.start(sequence);
        String number = text.compute(RegisterKind.B64, "mov.b64", 0);
        SequenceIndices.Walk walk = sequences.walk(number, 1);
        String first = text.compute(format.realKind(), "mov." + format.real(), format.number(1));
        text.bind(element);
        text.branchUnless(indices.less(number, sequences.length()), passed);
        String place = walk.element(start);
        String isOne = text.compute(RegisterKind.PREDICATE, "setp.eq." + format.real(), ones.load(place, 1).getFirst(),
                format.number(1));
        text.branchUnless(isOne, other);
        ones.store(place, List.of(first));
        text.set(first, "mov." + format.real(), format.number(0));
        text.bind(other);
        text.set(number, "add.s64", number, 1);
        walk.advance();
        text.branch(element);
        text.bind(passed);
        text.set(sequence, "add.s64", sequence, threads);
        text.branch(loop);
        text.bind(end);
        return text.source(GROUP, 1);
    }
}
