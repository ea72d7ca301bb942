package dev.axolemma.cpu;

import dev.axolemma.compiler.Op;
import dev.axolemma.compiler.Paths;
import dev.axolemma.compiler.Program;
import dev.axolemma.compiler.ProgramBuilder;
import dev.axolemma.compiler.Value;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * A program cut into pieces that run one after the other over a block of elements. What a piece leaves to a later one
 * lies in slots, blocks of floats that stay in the first-level cache. Outputs are written by the last piece, so that an
 * output may lie on an input.
 *
 * <p>HotSpot never compiles a method of over 8,000 bytecodes; but short pieces are better long before: a processor looks
 * some 250 instructions ahead, so it works on several iterations of a short loop at once, where one of a long loop
 * leaves it waiting for its longest chain. Short methods are compiled sooner, too.
 *
 * @param stages the pieces in order, programs whose operands are those of the whole and, with the numbers that follow,
 *     slots
 * @param slots how many slots they use
 */
record Stages(List<Program> stages, int slots) {

    /** The longest piece that 16 vector registers serve well: found by trying on AVX2. */
    static final int SHORT_PIECE = 20;

    /**
     * Cuts a program.
     *
     * @param longest how many instructions a piece has at most, besides those that are at hand
     */
    static Stages cut(Program program, int longest) {
        return new Cutter(program, longest).cut();
    }

    /** Whether all is done in one piece. */
    boolean isWhole() {
        return stages.size() == 1;
    }

    /** How many instructions are computed for every element. */
    int instructions() {
        return stages.stream().mapToInt(Stages::instructions).sum();
    }

    private static int instructions(Program program) {
        boolean[] atHand = atHand(program);
        return (int) program.instructions().stream().filter(value -> !atHand[value.id()]).count();
    }

    /** Of each instruction, whether it only loads something, or depends on no element, so that HotSpot hoists it. */
    private static boolean[] atHand(Program program) {
        boolean[] atHand = new boolean[program.instructions().size()];
        boolean[] uniform = new boolean[program.instructions().size()];
        for (Value value : program.instructions()) {
            uniform[value.id()] = value.op() != Op.INPUT
                    && value.operands().stream().allMatch(operand -> uniform[operand.id()]);
            atHand[value.id()] = uniform[value.id()] || value.operands().isEmpty();
        }
        return atHand;
    }

    private static final class Cutter {

        private final Program program;
        private final int longest;
        private final List<Value> instructions;
        private final int[] lastUse;
        /** Whether a value is better made again than kept: because it costs nothing, or is the same for all elements. */
        private final boolean[] atHand;
        /** How many instructions that are not at hand come before each position. */
        private final int[] before;
        /** How many values are computed before each position and used from there on. */
        private final int[] crossing;
        private final int[] slotOf;
        private final Deque<Integer> free = new ArrayDeque<>();
        private int slots;

        Cutter(Program program, int longest) {
            this.program = program;
            this.longest = longest;
            this.instructions = program.instructions();
            this.lastUse = new int[instructions.size()];
            this.slotOf = new int[instructions.size()];
            for (Value value : instructions) {
                for (Value operand : value.operands()) {
                    lastUse[operand.id()] = value.id();
                }
            }
            for (Value output : program.outputs()) {
                lastUse[output.id()] = instructions.size();
            }
            this.atHand = atHand(program);
            this.before = new int[instructions.size() + 1];
            this.crossing = new int[instructions.size() + 1];
            count();
        }

        private void count() {
            for (Value value : instructions) {
                before[value.id() + 1] = before[value.id()] + (isAtHand(value) ? 0 : 1);
                if (!isAtHand(value)) {
                    for (int position = value.id() + 1; position <= lastUse[value.id()]; position++) {
                        crossing[position]++;
                    }
                }
            }
        }

        Stages cut() {
            List<Program> stages = new ArrayList<>();
            int from = 0;
            while (from < instructions.size()) {
                int to = end(from);
                stages.add(to == instructions.size() ? last(from) : piece(from, to));
                from = to;
            }
            return new Stages(stages, slots);
        }

        /** The end of the piece that starts at {@code from}: near its share of the rest, where the fewest values cross. */
        private int end(int from) {
            int rest = before[instructions.size()] - before[from];
            int pieces = Math.ceilDiv(rest, longest);
            if (pieces <= 1) {
                return instructions.size();
            }
            int share = rest / pieces;
            int best = position(from, share);
            for (int position = position(from, share - share / 4); position < position(from, share + share / 4);
                    position++) {
                best = crossing[position] < crossing[best] ? position : best;
            }
            return best;
        }

        /** The first position with so many instructions between {@code from} and it. */
        private int position(int from, int instructionsBetween) {
            int position = from;
            while (before[position] - before[from] < instructionsBetween) {
                position++;
            }
            return position;
        }

        private Program piece(int from, int to) {
            Copier copier = new Copier(from, to);
            releaseSlots(from, to);
            List<Value> outputs = new ArrayList<>();
            List<Integer> targets = new ArrayList<>();
            for (Value value : instructions.subList(from, to)) {
                if (lastUse[value.id()] >= to && !isAtHand(value)) {
                    slotOf[value.id()] = free.isEmpty() ? slots++ : free.pop();
                    outputs.add(copier.toFloat(value));
                    targets.add(program.operands() + slotOf[value.id()]);
                }
            }
            return copier.build(outputs, targets);
        }

        private Program last(int from) {
            Copier copier = new Copier(from, instructions.size());
            List<Value> outputs = new ArrayList<>();
            List<Integer> targets = new ArrayList<>();
            for (int i = 0; i < program.targets().size(); i++) {
                if (!staysAsItIs(i)) {
                    outputs.add(copier.find(program.outputs().get(i)));
                    targets.add(program.targets().get(i));
                }
            }
            if (Paths.isGuarded(program)) {
                outputs.add(copier.find(program.outputs().getLast()));
            }
            return copier.build(outputs, targets);
        }

        /** Whether an output is the input that it would replace. */
        private boolean staysAsItIs(int output) {
            Value value = program.outputs().get(output);
            return value.op() == Op.INPUT && value.bits() == program.targets().get(output);
        }

        /** A slot that is read in this piece for the last time may be written in it: an element's reads come first. */
        private void releaseSlots(int from, int to) {
            for (Value value : instructions.subList(0, from)) {
                int last = lastUse[value.id()];
                if (last >= from && last < to && !isAtHand(value)) {
                    free.push(slotOf[value.id()]);
                }
            }
        }

        /** Makes the instructions of one piece. */
        private final class Copier {

            private final ProgramBuilder builder = new ProgramBuilder(program.dtype());
            private final Value[] copies = new Value[instructions.size()];

            Copier(int from, int to) {
                for (Value value : instructions.subList(from, to)) {
                    make(value);
                }
            }

            Program build(List<Value> outputs, List<Integer> targets) {
                return builder.build(program.inputs(), program.scalars(), outputs, targets);
            }

            Value find(Value value) {
                if (copies[value.id()] == null) {
                    if (isAtHand(value)) {
                        make(value);
                    } else {
                        copies[value.id()] = fromFloat(value);
                    }
                }
                return copies[value.id()];
            }

            private void make(Value value) {
                Value[] operands = new Value[value.operands().size()];
                for (int i = 0; i < operands.length; i++) {
                    operands[i] = find(value.operand(i));
                }
                copies[value.id()] = builder.make(value.op(), value.bits(), operands);
            }

            /** The float that stands for a value in its slot. */
            Value toFloat(Value value) {
                Value copy = find(value);
                return switch (value.type()) {
                    case FLOAT -> copy;
                    case INT -> builder.make(Op.BITS_TO_FLOAT, copy);
                    case MASK -> builder.make(Op.SELECT, copy, builder.constant(1), builder.constant(0));
                };
            }

            private Value fromFloat(Value value) {
                Value slot = builder.make(Op.INPUT, program.operands() + slotOf[value.id()]);
                return switch (value.type()) {
                    case FLOAT -> slot;
                    case INT -> builder.make(Op.FLOAT_TO_BITS, slot);
                    case MASK -> builder.make(Op.EQUAL, slot, builder.constant(1));
                };
            }
        }

        private boolean isAtHand(Value value) {
            return atHand[value.id()];
        }
    }
}
