package dev.axolemma.cuda;

import static org.assertj.core.api.Assertions.assertThat;

import dev.axolemma.Dtype;
import dev.axolemma.compiler.Interpreter;
import dev.axolemma.compiler.Op;
import dev.axolemma.compiler.Program;
import dev.axolemma.compiler.ProgramBuilder;
import dev.axolemma.compiler.Value;
import dev.axolemma.device.Operand;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** A map, what it is given, and what it must return. */
final class MapExample {

    /** A broadcast: one number for each channel of [outer, channels, inner] elements. */
    record Broadcast(long[] numbers, int inner) {

        long element(long element) {
            return numbers[(int) (element / inner % numbers.length)];
        }
    }

    private final Program program;
    private final double[] parameters;
    private final int length;
    private final long[][] inputs;
    private final Map<Integer, Broadcast> broadcasts = new HashMap<>();
    private final Map<Integer, Integer> inPlace = new HashMap<>();
    private long start;
    private int blocks = 2;
    private int threads = 3;

    MapExample(Program program, double[] parameters, long[][] inputs) {
        this.program = program;
        this.parameters = parameters;
        this.length = inputs[0].length;
        this.inputs = inputs;
    }

    static MapExample random(long seed, Dtype dtype, int instructions, int length) {
        SplittableRandom random = new SplittableRandom(seed);
        Program program = RandomPrograms.make(seed, dtype, 1 + random.nextInt(3), 1 + random.nextInt(2), instructions);
        long[][] inputs = new long[program.inputs()][];
        Arrays.setAll(inputs, i -> Numbers.random(random, dtype, length));
        return new MapExample(program, RandomPrograms.PARAMETERS, inputs);
    }

    /** A program to which each of three inputs matters. */
    static MapExample fma(Dtype dtype, int length) {
        SplittableRandom random = new SplittableRandom(length);
        ProgramBuilder builder = new ProgramBuilder(dtype);
        Value[] factorsAndTerm = IntStream.range(0, 3).mapToObj(i -> builder.make(Op.INPUT, i)).toArray(Value[]::new);
        long[][] inputs = new long[3][];
        Arrays.setAll(inputs, i -> Numbers.random(random, dtype, length));
        return new MapExample(builder.build(3, List.of(), List.of(builder.make(Op.FMA, factorsAndTerm))), new double[0],
                inputs);
    }

    MapExample grid(int blocks, int threads) {
        this.blocks = blocks;
        this.threads = threads;
        return this;
    }

    /** @param start which element of the broadcast is the first one mapped */
    MapExample broadcast(int input, Broadcast broadcast, long start) {
        broadcasts.put(input, broadcast);
        this.start = start;
        Arrays.setAll(inputs[input], element -> broadcast.element(start + element));
        return this;
    }

    /** Lets the first output be written where an input lies. */
    MapExample inPlace(int input) {
        inPlace.put(program.inputs(), input);
        return this;
    }

    int inputs() {
        return inputs.length;
    }

    /** @param offsets how far each operand in turn lies from an address of a large power of two */
    void check(int... offsets) {
        DeviceMemory memory = new DeviceMemory();
        List<DeviceArray> operands = new ArrayList<>();
        List<Object> arguments = new ArrayList<>();
        for (int i = 0; i < program.operands(); i++) {
            operands.add(place(memory, i, offsets[i % offsets.length], operands));
            arguments.add(operands.get(i));
            if (broadcasts.containsKey(i)) {
                arguments.add(broadcasts.get(i).inner());
                arguments.add(broadcasts.get(i).numbers().length);
            }
        }
        arguments.add(start);
        arguments.add(length);
        program.scalars().forEach(scalar -> arguments.add(Numbers.bits(
                scalar.of(parameters[scalar.parameter()], program.dtype()), program.dtype())));
        List<Operand> kinds = IntStream.range(0, program.operands())
                .mapToObj(i -> new Operand(program.dtype(), broadcasts.containsKey(i))).toList();
        new PtxMachine(new PtxSkeletons().map(program, kinds).text()).run(blocks, threads, memory, arguments.toArray());
        long[][] meant = meant();
        for (int i = 0; i < meant.length; i++) {
            assertThat(operands.get(program.targets().get(i)).numbers()).as("output %d of%n%s", i, program)
                    .isEqualTo(meant[i]);
        }
    }

    private DeviceArray place(DeviceMemory memory, int operand, int offset, List<DeviceArray> before) {
        if (inPlace.containsKey(operand)) {
            return before.get(inPlace.get(operand));
        }
        if (operand >= inputs.length) {
            return DeviceArray.empty(memory, program.dtype(), offset, length);
        }
        return new DeviceArray(memory, program.dtype(), offset,
                broadcasts.containsKey(operand) ? broadcasts.get(operand).numbers() : inputs[operand]);
    }

    private long[][] meant() {
        long[][] outputs = new long[program.outputs().size()][length];
        for (int element = 0; element < length; element++) {
            int at = element;
            long[] result = Interpreter.run(program, Arrays.stream(inputs).mapToLong(x -> x[at]).toArray(), parameters);
            for (int i = 0; i < outputs.length; i++) {
                outputs[i][element] = result[i];
            }
        }
        Arrays.setAll(outputs, i -> Numbers.canonical(outputs[i], program.dtype()));
        return outputs;
    }
}
