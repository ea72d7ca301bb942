package dev.axolemma.device;

import dev.axolemma.Dtype;
import dev.axolemma.Reduction;
import dev.axolemma.Span;
import dev.axolemma.compiler.Fold;
import dev.axolemma.compiler.Program;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Folds sequences of what a program computes, or of an operand itself: blocks first, then what the blocks gave. */
final class SequenceFold {

    private final Optional<ProgramKernels> term;
    private final Fold fold;
    private final Dtype dtype;
    private final Machine machine;
    private final Map<List<Operand>, BuiltKernel> blocks = new ConcurrentHashMap<>();
    private final BuiltKernel tree;

    /** @param term empty if what is folded is the one operand */
    SequenceFold(Optional<Program> term, Fold fold, Dtype dtype, Machine machine) {
        this.term = term.map(program -> new ProgramKernels(program, machine));
        this.fold = fold;
        this.dtype = dtype;
        this.machine = machine;
        tree = machine.build(machine.skeletons().tree(fold, dtype));
    }

    /**
     * Folds each sequence.
     *
     * @param inputs in the device's memory, plain ones from element 0 on
     * @param result gets a number for each sequence, 0 if it has no elements
     */
    void fold(Sequences sequences, Span[] inputs, double[] parameters, Span result) {
        long count = Math.ceilDiv(sequences.length(), Reduction.BLOCK);
        if (count <= 1) {
            foldBlocks(sequences, Math.max(1, count), inputs, parameters, result);
            return;
        }
        try (Rooms rooms = new Rooms(machine.pool())) {
            Span sums = rooms.take(dtype, sequences.count() * count);
            foldBlocks(sequences, count, inputs, parameters, sums);
            List<Object> arguments = new ArrayList<>();
            Arguments.addPlain(sums, arguments);
            arguments.add(sequences.count());
            arguments.add(count);
            Arguments.addPlain(result, arguments);
            tree.launchGroups(sequences.count(), arguments);
        }
    }

    private void foldBlocks(Sequences sequences, long count, Span[] inputs, double[] parameters, Span sums) {
        List<Operand> kinds = Arrays.stream(inputs).map(Operand::of).toList();
        BuiltKernel kernel = blocks.computeIfAbsent(kinds, key ->
                machine.build(machine.skeletons().blocks(term.map(ProgramKernels::program), fold, kinds, dtype)));
        List<Object> arguments = new ArrayList<>();
        for (Span input : inputs) {
            Arguments.add(input, arguments);
        }
        sequences.addTo(arguments);
        Arguments.addPlain(sums, arguments);
        term.ifPresent(program -> program.scalars(parameters, arguments));
        kernel.launchGroups(sequences.count() * count, arguments);
    }
}
