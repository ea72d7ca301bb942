package dev.axolemma.device;

import dev.axolemma.Dtype;
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
        try (Rooms rooms = new Rooms(machine.pool())) {
            BlockSums sums = blockSums(sequences, result, rooms);
            foldBlocks(sequences, inputs, 0, parameters, sums);
            foldSums(sums, result);
        }
    }

    /** Room for what blocks give: the result's own if each sequence is one block. */
    BlockSums blockSums(Sequences sequences, Span result, Rooms rooms) {
        long blocks = sequences.blocks();
        return new BlockSums(blocks == 1 ? result : rooms.take(dtype, sequences.count() * blocks), blocks);
    }

    /**
     * Folds the blocks of each sequence.
     *
     * @param inputs in the device's memory, plain ones from the first element on
     * @param first which element of broadcast inputs is the first
     * @param sums get a number for each block, 0 if there are no elements
     */
    void foldBlocks(Sequences sequences, Span[] inputs, long first, double[] parameters, BlockSums sums) {
        List<Operand> kinds = Arrays.stream(inputs).map(Operand::of).toList();
        BuiltKernel kernel = blocks.computeIfAbsent(kinds, key ->
                machine.build(machine.skeletons().blocks(term.map(ProgramKernels::program), fold, kinds, dtype)));
        List<Object> arguments = new ArrayList<>();
        for (Span input : inputs) {
            Arguments.add(input, arguments);
        }
        arguments.add(first);
        sequences.addTo(arguments);
        Arguments.addPlain(sums.numbers(), arguments);
        arguments.add(sums.blocks());
        term.ifPresent(program -> program.scalars(parameters, arguments));
        kernel.launchGroups(sequences.count() * sequences.blocks(), arguments);
    }

    /** Folds what all blocks of sequences gave to a number for each sequence. */
    void foldSums(BlockSums sums, Span result) {
        if (sums.blocks() == 1) {
            return;
        }
        List<Object> arguments = new ArrayList<>();
        Arguments.addPlain(sums.numbers(), arguments);
        arguments.add(result.length());
        arguments.add(sums.blocks());
        Arguments.addPlain(result, arguments);
        tree.launchGroups(result.length(), arguments);
    }
}
