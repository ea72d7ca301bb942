package dev.axolemma.cuda;

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

/** Programs that use every instruction, from a seed. */
final class RandomPrograms {

    /** The parameters of each of them. */
    static final double[] PARAMETERS = {0.1, -2.0 / 3};

    private static final List<Op> OPS = Stream.of(Op.values()).filter(op -> !op.operands().isEmpty()).toList();

    private final SplittableRandom random;
    private final Dtype dtype;
    private final ProgramBuilder builder;
    private final Map<Type, List<Value>> values = new EnumMap<>(Type.class);

    private RandomPrograms(long seed, Dtype dtype) {
        this.random = new SplittableRandom(seed);
        this.dtype = dtype;
        this.builder = new ProgramBuilder(dtype);
    }

    /** A program of at most so many instructions besides constants, inputs and scalars. */
    static Program make(long seed, Dtype dtype, int inputs, int outputs, int instructions) {
        return new RandomPrograms(seed, dtype).make(inputs, outputs, instructions);
    }

    private Program make(int inputs, int outputs, int instructions) {
        List<Program.Scalar> scalars = new ArrayList<>();
        for (int i = 0; i < inputs; i++) {
            keep(builder.make(Op.INPUT, i));
        }
        for (int i = 0; i < PARAMETERS.length; i++) {
            keep(builder.make(Op.SCALAR, i));
            scalars.add(new Program.Scalar(i, i));
        }
        for (int i = 0; i < 8; i++) {
            keep(builder.constant((float) random.nextDouble(-4, 4)));
            keep(builder.integer(random.nextInt(-100, 100)));
            keep(builder.make(Op.LESS, pick(Type.FLOAT), pick(Type.FLOAT)));
        }
        for (int i = 0; i < instructions; i++) {
            keep(instruction(OPS.get(random.nextInt(OPS.size()))));
        }
        List<Value> floats = values.get(Type.FLOAT);
        return builder.build(inputs, scalars, floats.subList(floats.size() - outputs, floats.size()));
    }

    private Value instruction(Op op) {
        Value[] operands = op.operands().stream().map(this::pick).toArray(Value[]::new);
        return switch (op) {
            // The bits of a NaN are not defined, so it is replaced first.
            case FLOAT_TO_BITS -> builder.make(op, builder.make(Op.SELECT,
                    builder.make(Op.EQUAL, operands[0], operands[0]), operands[0], builder.constant(1)));
            case SHIFT_LEFT, SHIFT_RIGHT_ARITHMETIC, SHIFT_RIGHT_LOGICAL ->
                    builder.make(op, random.nextInt(8 * dtype.bytes()), operands);
            default -> builder.make(op, operands);
        };
    }

    private void keep(Value value) {
        values.computeIfAbsent(value.type(), type -> new ArrayList<>()).add(value);
    }

    /** Mostly one of the latest values, so that chains get long; else any. */
    private Value pick(Type type) {
        List<Value> all = values.get(type);
        int latest = random.nextInt(4) == 0 ? all.size() : Math.min(all.size(), 6);
        return all.get(all.size() - 1 - random.nextInt(latest));
    }
}
