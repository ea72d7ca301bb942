package dev.axolemma.cpu;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.axolemma.Dtype;
import dev.axolemma.Span;
import dev.axolemma.compiler.Interpreter;
import dev.axolemma.compiler.Program;
import dev.axolemma.spi.Settings;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Scalar code and vectors of every width return the bits that the program means, whatever the operands lie in. */
@Tag("bits")
class BitsTest {

    private static final double[] PARAMETERS = {0.1, -2.0 / 3};

    static Stream<Arguments> forms() {
        return Forms.withDtypes();
    }

    /** A program, its inputs and what it must return. */
    private record Example(Program program, long[][] inputs, long[][] outputs) {

        static Example make(long seed, Dtype dtype, int instructions, int length) {
            SplittableRandom random = new SplittableRandom(seed);
            Program program = RandomPrograms.make(seed, dtype, 1 + random.nextInt(3), 1 + random.nextInt(2), instructions);
            long[][] inputs = new long[program.inputs()][];
            Arrays.setAll(inputs, i -> Numbers.random(random, dtype, length));
            return new Example(program, inputs, expected(program, inputs, length));
        }

        static long[][] expected(Program program, long[][] inputs, int length) {
            long[][] outputs = new long[program.outputs().size()][length];
            for (int element = 0; element < length; element++) {
                int at = element;
                long[] result = Interpreter.run(program, Arrays.stream(inputs).mapToLong(x -> x[at]).toArray(), PARAMETERS);
                for (int i = 0; i < outputs.length; i++) {
                    outputs[i][element] = result[i];
                }
            }
            Arrays.setAll(outputs, i -> Numbers.canonical(outputs[i], program.dtype()));
            return outputs;
        }

        List<Span> arrays(int offset) {
            List<Span> spans = new ArrayList<>();
            for (long[] input : inputs) {
                spans.add(Numbers.array(input, program.dtype(), offset++));
                Numbers.set(spans.getLast(), input);
            }
            for (long[] output : outputs) {
                spans.add(Numbers.array(output, program.dtype(), offset++));
            }
            return spans;
        }

        /** In native memory, {@code offset} bytes behind where vectors are aligned. */
        List<Span> segments(Arena arena, int offset) {
            List<Span> spans = new ArrayList<>();
            for (Span span : arrays(0)) {
                long bytes = span.segment().byteSize();
                MemorySegment segment = arena.allocate(bytes + offset, 64).asSlice(offset);
                spans.add(Span.of(segment.copyFrom(span.segment()), program.dtype()));
            }
            return spans;
        }

        void check(Form form, int threads, List<Span> spans) {
            Settings settings = new Settings(threads, Optional.empty(), false);
            try (Workers workers = new Workers(settings)) {
                Forms.kernel(program, form, workers)
                        .launch(spans.toArray(Span[]::new), PARAMETERS);
            }
            for (int i = 0; i < outputs.length; i++) {
                assertThat(Numbers.get(spans.get(inputs.length + i))).as("output %d of%n%s", i, program)
                        .isEqualTo(outputs[i]);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("forms")
    void everyLengthAndOffset(Form form, Dtype dtype) {
        int step = 4 * form.lanes(dtype);
        for (int length : new int[] {0, 1, step - 1, step, step + 1, 3 * step + 5, 200}) {
            for (int offset = 0; offset < 3; offset++) {
                Example example = Example.make(length, dtype, 12, length);
                example.check(form, 1, example.arrays(offset));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("forms")
    void everyInstructionInProgramsOfEveryLength(Form form, Dtype dtype) {
        for (int instructions : new int[] {1, 10, 30, 60, 150, 250, 700}) {
            for (int seed = 0; seed < 10; seed++) {
                Example example = Example.make(1000L * instructions + seed, dtype, instructions, 41);
                example.check(form, 1, example.arrays(0));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("forms")
    void inPlace(Form form, Dtype dtype) {
        for (int instructions : new int[] {12, 700}) {
            Example example = Example.make(instructions, dtype, instructions, 177);
            for (int input = 0; input < example.inputs().length; input++) {
                List<Span> spans = example.arrays(1);
                spans.set(example.inputs().length, spans.get(input));
                example.check(form, 1, spans);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("forms")
    void everyContainer(Form form, Dtype dtype) {
        for (int instructions : new int[] {12, 700}) {
            Example example = Example.make(instructions + 1, dtype, instructions, 1100);
            try (Arena arena = Arena.ofConfined()) {
                List<Span> mixed = example.arrays(1);
                for (int i = 0; i < mixed.size(); i++) {
                    MemorySegment segment = i % 2 == 0
                            ? arena.allocate(dtype.bytes() * 1103L + 1).asSlice(1)
                            : MemorySegment.ofArray(new byte[dtype.bytes() * 1103]);
                    Span span = Span.of(segment, dtype, 2, 1100);
                    span.segment().copyFrom(mixed.get(i).segment());
                    mixed.set(i, span);
                    example.check(form, 2, mixed);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("forms")
    void nativeSegmentsOfEveryLengthAndOffset(Form form, Dtype dtype) {
        int step = 4 * form.lanes(dtype);
        for (int length : new int[] {0, 1, step - 1, step, step + 1, 3 * step + 5, 200, 5003}) {
            Example example = Example.make(length, dtype, 12, length);
            for (int offset = 0; offset < 3; offset++) {
                try (Arena arena = Arena.ofConfined()) {
                    example.check(form, 1, example.segments(arena, offset));
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("forms")
    void inPlaceInNativeSegments(Form form, Dtype dtype) {
        for (int instructions : new int[] {12, 700}) {
            Example example = Example.make(instructions, dtype, instructions, 177);
            for (int input = 0; input < example.inputs().length; input++) {
                try (Arena arena = Arena.ofConfined()) {
                    List<Span> spans = example.segments(arena, 4);
                    spans.set(example.inputs().length, spans.get(input));
                    example.check(form, 1, spans);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("forms")
    void mappedFilesAndReadOnlySegments(Form form, Dtype dtype, @TempDir Path folder) throws IOException {
        Example example = Example.make(8, dtype, 12, 333);
        try (Arena arena = Arena.ofConfined();
                FileChannel file = FileChannel.open(folder.resolve("y"), CREATE, READ, WRITE)) {
            List<Span> spans = example.segments(arena, 0);
            for (int i = 0; i < spans.size(); i++) {
                MemorySegment segment = spans.get(i).segment();
                spans.set(i, Span.of(i < example.inputs().length ? segment.asReadOnly()
                        : file.map(FileChannel.MapMode.READ_WRITE, 4096L * i, segment.byteSize(), arena), dtype));
            }
            example.check(form, 1, spans);
        }
    }

    @ParameterizedTest
    @MethodSource("forms")
    void everyShapeOfBroadcast(Form form, Dtype dtype) {
        int[][] shapes = {{1, 1, 60}, {5, 12, 1}, {1, 6, 10}, {3, 4, 5}, {2, 1, 30}, {60, 1, 1}, {0, 3, 4}};
        for (int[] shape : shapes) {
            int length = shape[0] * shape[1] * shape[2];
            Example plain = Example.make(length + shape[1], dtype, 12, length);
            for (int broadcast = 0; broadcast < plain.inputs().length; broadcast++) {
                long[] channels = Numbers.random(new SplittableRandom(broadcast), dtype, shape[1]);
                long[][] inputs = plain.inputs().clone();
                inputs[broadcast] = IntStream.range(0, length)
                        .mapToLong(i -> channels[i / shape[2] % shape[1]]).toArray();
                Example example = new Example(plain.program(), inputs,
                        Example.expected(plain.program(), inputs, length));
                List<Span> spans = example.arrays(0);
                Span values = Numbers.array(channels, dtype, 1);
                Numbers.set(values, channels);
                spans.set(broadcast, values.perChannel(shape[0], shape[2]));
                example.check(form, 1, spans);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("forms")
    void everyThreadCount(Form form, Dtype dtype) {
        int length = Math.max(8, form.lanes(dtype)) * 1024 + 77;
        Program program = RandomPrograms.make(5, dtype, 2, 1, 1000);
        SplittableRandom random = new SplittableRandom(5);
        long[][] inputs = {Numbers.random(random, dtype, length), Numbers.random(random, dtype, length)};
        Example example = new Example(program, inputs, Example.expected(program, inputs, length));
        try (Workers workers = new Workers(new Settings(2, Optional.empty(), false))) {
            assertThat(workers.threads(Forms.kernel(program, form, workers).instructions(length), true)).isEqualTo(2);
        }
        example.check(form, 2, example.arrays(3));
        example.check(form, 5, example.arrays(3));
        try (Arena arena = Arena.ofShared()) {
            example.check(form, 3, example.segments(arena, 4));
        }
    }
}
