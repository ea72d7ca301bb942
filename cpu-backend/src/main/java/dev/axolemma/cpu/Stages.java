package dev.axolemma.cpu;

import dev.axolemma.compiler.Op;
import dev.axolemma.compiler.Program;
import dev.axolemma.compiler.ProgramBuilder;
import dev.axolemma.compiler.Value;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A program cut into pieces that run one after the other over a block of elements, because HotSpot never compiles a
 * method of over 8,000 bytecodes and compiles one of over a few hundred vector operations late. What a piece leaves to
 * a later one lies in slots, blocks of floats that stay in the cache. Outputs are written by the last piece, so that
 * an output may lie on an input.
 *
 * @param stages the pieces in order
 * @param slots how many slots they use
 */
record Stages(List<Stage> stages, int slots) {

    /** Instructions of one piece: 17 bytecodes each as vector code, 34 for a division's operands in far locals. */
    private static final int LIMIT = 220;

    /**
     * One piece.
     *
     * @param program reads operands and, with the numbers that follow theirs, slots
     * @param targets the number of the operand or slot that each float output goes to
     */
    record Stage(Program program, int[] targets) {
    }

    /** Cuts a program whose outputs are the operands that follow its inputs. */
    static Stages cut(Program program) {
        return new Cutter(program).cut();
    }

    /** How many instructions an element passes through. */
    int instructions() {
        return stages.stream().mapToInt(stage -> stage.program().instructions().size()).sum();
    }

    /** How many operands a program has: its inputs and the outputs that are not a guard. */
    static int operands(Program program) {
        return program.inputs() + program.outputs().size() - (Paths.isGuarded(program) ? 1 : 0);
    }

    private static final class Cutter {

        private final Program program;
        private final List<Value> instructions;
        private final int[] lastUse;
        private final int[] crossing;
        private final int[] slotOf;
        private final Deque<Integer> free = new ArrayDeque<>();
        private int slots;

        Cutter(Program program) {
            this.program = program;
            this.instructions = program.instructions();
            this.lastUse = new int[instructions.size()];
            this.slotOf = new int[instructions.size()];
            for (Value value : instructions) {
                value.operands().forEach(operand -> lastUse[operand.id()] = value.id());
            }
            program.outputs().forEach(output -> lastUse[output.id()] = instructions.size());
            this.crossing = countCrossing();
        }

        /** How many values are computed before each position and used from there on. */
        private int[] countCrossing() {
            int[] counts = new int[instructions.size() + 1];
            for (Value value : instructions) {
                if (!isAtHand(value)) {
                    for (int position = value.id() + 1; position <= lastUse[value.id()]; position++) {
                        counts[position]++;
                    }
                }
            }
            return counts;
        }

        Stages cut() {
            List<Stage> stages = new ArrayList<>();
            int from = 0;
            while (from < instructions.size()) {
                int to = end(from);
                stages.add(to == instructions.size() ? last(from) : piece(from, to));
                from = to;
            }
            return new Stages(stages, slots);
        }

        /** The end of the piece that starts at {@code from}: in its second half, where the fewest values cross. */
        private int end(int from) {
            if (instructions.size() - from <= LIMIT) {
                return instructions.size();
            }
            int best = from + LIMIT;
            for (int position = best; position >= from + LIMIT / 2; position--) {
                best = crossing[position] < crossing[best] ? position : best;
            }
            return best;
        }

        /** The values that are computed before {@code position} and used from there on. */
        private Stream<Value> valuesCrossing(int position) {
            return instructions.subList(0, position).stream()
                    .filter(value -> lastUse[value.id()] >= position && !isAtHand(value));
        }

        private Stage piece(int from, int to) {
            Copier copier = new Copier(from);
            copier.copy(to);
            release(from, to);
            List<Value> leaving = valuesCrossing(to).filter(value -> value.id() >= from).toList();
            leaving.forEach(value -> slotOf[value.id()] = free.isEmpty() ? slots++ : free.pop());
            List<Value> outputs = leaving.stream().map(copier::toFloat).toList();
            int[] targets = leaving.stream().mapToInt(value -> operands(program) + slotOf[value.id()]).toArray();
            return new Stage(copier.builder.build(program.inputs(), program.scalars(), outputs), targets);
        }

        private Stage last(int from) {
            Copier copier = new Copier(from);
            copier.copy(instructions.size());
            List<Value> outputs = program.outputs().stream().map(copier::find).toList();
            return new Stage(copier.builder.build(program.inputs(), program.scalars(), outputs),
                    IntStream.range(program.inputs(), operands(program)).toArray());
        }

        /** A slot that is read in this piece for the last time may be written in it: an element's reads come first. */
        private void release(int from, int to) {
            valuesCrossing(from).filter(value -> lastUse[value.id()] < to).forEach(value -> free.push(slotOf[value.id()]));
        }

        /** Makes the instructions of one piece. */
        private final class Copier {

            private final ProgramBuilder builder = new ProgramBuilder(program.dtype());
            private final Value[] copies = new Value[instructions.size()];
            private final int from;

            Copier(int from) {
                this.from = from;
            }

            void copy(int to) {
                instructions.subList(from, to).forEach(this::make);
            }

            private Value find(Value value) {
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
                copies[value.id()] = builder.make(value.op(), value.bits(),
                        value.operands().stream().map(this::find).toArray(Value[]::new));
            }

            /** The float that stands for a value in its slot. */
            private Value toFloat(Value value) {
                Value copy = find(value);
                return switch (value.type()) {
                    case FLOAT -> copy;
                    case INT -> builder.make(Op.BITS_TO_FLOAT, copy);
                    case MASK -> builder.make(Op.SELECT, copy, builder.constant(1), builder.constant(0));
                };
            }

            private Value fromFloat(Value value) {
                Value slot = builder.make(Op.INPUT, operands(program) + slotOf[value.id()]);
                return switch (value.type()) {
                    case FLOAT -> slot;
                    case INT -> builder.make(Op.FLOAT_TO_BITS, slot);
                    case MASK -> builder.make(Op.EQUAL, slot, builder.constant(1));
                };
            }
        }

        /** Whether a value is better made again than kept. */
        private static boolean isAtHand(Value value) {
            return value.operands().isEmpty();
        }
    }
}
