package dev.axolemma.cpu;

import dev.axolemma.Dtype;
import dev.axolemma.compiler.Op;
import dev.axolemma.compiler.Program;
import dev.axolemma.compiler.ProgramBuilder;
import dev.axolemma.compiler.Type;
import dev.axolemma.compiler.Value;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/** Makes programs that use every instruction, from a seed. */
final class RandomPrograms {

    /** How many parameters the programs have. */
    static final int PARAMETERS = 2;

    private static final List<Op> OPS = Stream.of(Op.values()).filter(op -> !op.operands().isEmpty()).toList();

    private final SplittableRandom random;
    private final Dtype dtype;
    private final ProgramBuilder builder;
    private final Map<Type, List<Value>> values = new EnumMap<>(Type.class);

    private RandomPrograms(long seed, Dtype dtype) {
        this.random = new SplittableRandom(seed);
        this.dtype = dtype;
        this.builder = new ProgramBuilder(dtype);
        for (Type type : Type.values()) {
            values.put(type, new ArrayList<>());
        }
    }

    /** A program of at most so many instructions besides constants, inputs and scalars. */
    static Program make(long seed, Dtype dtype, int inputs, int outputs, int instructions) {
        return new RandomPrograms(seed, dtype).make(inputs, outputs, instructions);
    }

    private Program make(int inputs, int outputs, int instructions) {
        for (int i = 0; i < inputs; i++) {
            keep(builder.make(Op.INPUT, i));
        }
        for (int i = 0; i < 2 * PARAMETERS; i++) {
            keep(builder.make(Op.SCALAR, i));
        }
        for (int i = 0; i < 8; i++) {
            keep(builder.constant((float) random.nextDouble(-4, 4)));
            keep(builder.integer(random.nextInt(-100, 100)));
            keep(builder.make(Op.LESS, pick(Type.FLOAT), pick(Type.FLOAT)));
        }
        for (int i = 0; i < instructions; i++) {
            keep(instruction(OPS.get(random.nextInt(OPS.size()))));
        }
        List<Program.Scalar> scalars = new ArrayList<>();
        for (int i = 0; i < PARAMETERS; i++) {
            scalars.add(new Program.Scalar(i, 0));
            scalars.add(new Program.Scalar(i, 1));
        }
        List<Value> floats = values.get(Type.FLOAT);
        return builder.build(inputs, scalars, floats.subList(floats.size() - outputs, floats.size()));
    }

    private Value instruction(Op op) {
        Value[] operands = op.operands().stream().map(this::pick).toArray(Value[]::new);
        return switch (op) {
            case FLOAT_TO_BITS -> bitsOfANumber(operands[0]);
            case SHIFT_LEFT, SHIFT_RIGHT_ARITHMETIC, SHIFT_RIGHT_LOGICAL ->
                    builder.make(op, random.nextInt(8 * dtype.bytes()), operands);
            default -> builder.make(op, operands);
        };
    }

    /** The bits of a NaN are not defined, so it is replaced first. */
    private Value bitsOfANumber(Value value) {
        Value number = builder.make(Op.SELECT, builder.make(Op.EQUAL, value, value), value, builder.constant(1));
        return builder.make(Op.FLOAT_TO_BITS, number);
    }

    private void keep(Value value) {
        values.get(value.type()).add(value);
    }

    /** Mostly one of the latest values, so that chains get long; else any. */
    private Value pick(Type type) {
        List<Value> all = values.get(type);
        int latest = random.nextInt(4) == 0 ? all.size() : Math.min(all.size(), 6);
        return all.get(all.size() - 1 - random.nextInt(latest));
    }
}
