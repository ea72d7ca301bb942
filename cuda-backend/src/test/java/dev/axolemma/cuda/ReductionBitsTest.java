package dev.axolemma.cuda;

import static org.assertj.core.api.Assertions.assertThat;

import dev.axolemma.Activations;
import dev.axolemma.Direction;
import dev.axolemma.Dtype;
import dev.axolemma.Operation;
import dev.axolemma.compiler.Fold;
import dev.axolemma.compiler.Interpreter;
import dev.axolemma.compiler.Lowering;
import dev.axolemma.compiler.Program;
import dev.axolemma.compiler.ReductionLowering;
import dev.axolemma.device.KernelSource;
import dev.axolemma.device.Operand;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The kernels of a reduction return the bits that its definition says. */
class ReductionBitsTest {

    static Stream<Arguments> folds() {
        return Stream.of(Fold.values())
                .flatMap(fold -> Stream.of(Dtype.F32, Dtype.F64).map(dtype -> Arguments.of(fold, dtype)));
    }

    /** The sum over the first and the last axis of [outer, channels, inner] elements. */
    private record Shape(int outer, int channels, int inner) {

        int elements() {
            return outer * channels * inner;
        }

        int channel(int element) {
            return element / inner % channels;
        }

        /** As the kernels have them, with lanes where channels lie side by side. */
        Object[] sequences() {
            return inner == 1
                    ? new Object[] {channels, outer, channels, 0, 1, channels}
                    : new Object[] {channels, outer * inner, 1, inner, inner, channels * inner};
        }

        int blocks() {
            return Math.max(1, (outer * inner + 1023) / 1024);
        }
    }

    private static void check(Optional<Program> term, Fold fold, Dtype dtype, Shape shape, long[] numbers,
            long[]... perChannel) {
        DeviceMemory memory = new DeviceMemory();
        DeviceArray sums = DeviceArray.empty(memory, dtype, 1, shape.channels() * shape.blocks());
        DeviceArray result = DeviceArray.empty(memory, dtype, 1, shape.channels());
        List<Operand> operands = new ArrayList<>(List.of(new Operand(dtype, false)));
        List<Object> arguments = new ArrayList<>(List.of(new DeviceArray(memory, dtype, 1, numbers)));
        for (long[] values : perChannel) {
            operands.add(new Operand(dtype, true));
            arguments.addAll(List.of(new DeviceArray(memory, dtype, 2, values), shape.inner(), shape.channels()));
        }
        arguments.add(0);
        arguments.addAll(List.of(shape.sequences()));
        arguments.addAll(List.of(sums, shape.blocks()));
        KernelSource blocks = new PtxSkeletons().blocks(term, fold, operands, dtype);
        new PtxMachine(blocks.text()).run(3, blocks.group(), memory, arguments.toArray());
        new PtxMachine(new PtxSkeletons().tree(fold, dtype).text())
                .run(2, 3, memory, sums, shape.channels(), shape.blocks(), result);
        assertThat(result.numbers()).as("%s", shape).isEqualTo(meant(term, fold, dtype, shape, numbers, perChannel));
    }

    private static long[] join(long number, long[] more) {
        return LongStream.concat(LongStream.of(number), Arrays.stream(more)).toArray();
    }

    private static long[] meant(Optional<Program> term, Fold fold, Dtype dtype, Shape shape, long[] numbers,
            long[][] perChannel) {
        long[] meant = new long[shape.channels()];
        Arrays.setAll(meant, channel -> {
            long[] more = Arrays.stream(perChannel).mapToLong(values -> values[channel]).toArray();
            double[] terms = IntStream.range(0, numbers.length).filter(i -> shape.channel(i) == channel)
                    .mapToLong(i -> term.map(program ->
                            Interpreter.run(program, join(numbers[i], more), new double[0])[0]).orElse(numbers[i]))
                    .mapToDouble(bits -> Numbers.number(bits, dtype)).toArray();
            return Numbers.bits(new PlainFold(fold, dtype).fold(terms), dtype);
        });
        return meant;
    }

    private static long[] ordinary(Dtype dtype, int length) {
        SplittableRandom random = new SplittableRandom(length);
        return random.doubles(length, -4, 4).mapToLong(x -> Numbers.bits(x, dtype)).toArray();
    }

    @ParameterizedTest
    @MethodSource("folds")
    void everyLength(Fold fold, Dtype dtype) {
        for (int length : new int[] {1, 2, 3, 63, 64, 65, 127, 128, 1000, 1023, 1024, 1025, 2048, 3100, 7200}) {
            check(Optional.empty(), fold, dtype, new Shape(1, 1, length), ordinary(dtype, length));
        }
    }

    @ParameterizedTest
    @MethodSource("folds")
    void everyShape(Fold fold, Dtype dtype) {
        for (Shape shape : new Shape[] {new Shape(7, 3, 5), new Shape(3, 2, 700), new Shape(40, 2, 64),
            new Shape(1, 5, 2), new Shape(2000, 1, 1), new Shape(70, 9, 1), new Shape(1100, 17, 1),
            new Shape(5, 8, 1)}) {
            check(Optional.empty(), fold, dtype, shape, ordinary(dtype, shape.elements()));
        }
    }

    @ParameterizedTest
    @MethodSource("folds")
    void edges(Fold fold, Dtype dtype) {
        for (int seed = 0; seed < 20; seed++) {
            long[] numbers = Numbers.random(new SplittableRandom(seed), dtype, 30);
            check(Optional.empty(), fold, dtype, new Shape(3, 5, 2), numbers);
            check(Optional.empty(), fold, dtype, new Shape(3, 10, 1), numbers);
        }
        long[] zeros = new long[100];
        Arrays.fill(zeros, Numbers.bits(-0.0, dtype));
        check(Optional.empty(), fold, dtype, new Shape(1, 1, 100), zeros);
    }

    @ParameterizedTest
    @EnumSource(names = {"F32", "F64"})
    void noElementsSumToZero(Dtype dtype) {
        check(Optional.empty(), Fold.SUM, dtype, new Shape(0, 3, 4), new long[0]);
    }

    @ParameterizedTest
    @EnumSource(names = {"F32", "F64"})
    void whatAnActivationComputes(Dtype dtype) {
        Operation mish = Operation.of(Activations.mish(), Direction.FORWARD);
        long[] numbers = Numbers.random(new SplittableRandom(1), dtype, 3 * 2 * 400);
        check(Optional.of(Lowering.lower(mish, dtype)), Fold.MAXIMUM, dtype, new Shape(3, 2, 400), numbers);
        check(Optional.of(ReductionLowering.squaredDeviation(mish, dtype)), Fold.SUM, dtype, new Shape(3, 2, 400),
                ordinary(dtype, 3 * 2 * 400), ordinary(dtype, 2));
    }
}
