package dev.axolemma.compiler;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A program parted at its {@link Op#RARE} instructions: a short path that is right for nearly every element and knows
 * where it is not, and a careful one that is always right.
 *
 * @param main the program as if no mask of a RARE were ever set; where there is a careful path, one more output follows,
 *     the guard: the mask of the elements that must take it
 * @param careful the whole program; empty if it has no RARE
 */
public record Paths(Program main, Optional<Program> careful) {

    public static Paths of(Program program) {
        ProgramBuilder builder = new ProgramBuilder(program.dtype());
        Value[] copies = new Value[program.instructions().size()];
        boolean[] needed = neededByMain(program);
        Value guard = null;
        for (Value value : program.instructions()) {
            if (!needed[value.id()]) {
                continue;
            }
            if (value.op() == Op.RARE) {
                Value mask = copies[value.operand(0).id()];
                guard = guard == null ? mask : either(guard, mask, builder);
                copies[value.id()] = copies[value.operand(2).id()];
            } else {
                Value[] operands = new Value[value.operands().size()];
                for (int i = 0; i < operands.length; i++) {
                    operands[i] = copies[value.operand(i).id()];
                }
                copies[value.id()] = builder.make(value.op(), value.bits(), operands);
            }
        }
        if (guard == null) {
            return new Paths(program, Optional.empty());
        }
        List<Value> outputs = new ArrayList<>();
        for (Value output : program.outputs()) {
            outputs.add(copies[output.id()]);
        }
        outputs.add(guard);
        return new Paths(builder.build(program.inputs(), program.scalars(), outputs, program.targets()),
                Optional.of(program));
    }

    /** Of negations the negation of both: to negate a mask takes longer than to combine two. */
    private static Value either(Value a, Value b, ProgramBuilder builder) {
        return a.op() == Op.NOT && b.op() == Op.NOT
                ? builder.make(Op.NOT, builder.make(Op.AND, a.operand(0), b.operand(0)))
                : builder.make(Op.OR, a, b);
    }

    private static boolean[] neededByMain(Program program) {
        boolean[] needed = new boolean[program.instructions().size()];
        for (Value output : program.outputs()) {
            needed[output.id()] = true;
        }
        for (Value value : program.instructions().reversed()) {
            if (needed[value.id()]) {
                for (int i = 0; i < value.operands().size(); i++) {
                    needed[value.operand(i).id()] |= value.op() != Op.RARE || i != 1;
                }
            }
        }
        return needed;
    }

    /** Whether a program's last output is a guard. */
    public static boolean isGuarded(Program program) {
        return !program.outputs().isEmpty() && program.outputs().getLast().type() == Type.MASK;
    }
}
