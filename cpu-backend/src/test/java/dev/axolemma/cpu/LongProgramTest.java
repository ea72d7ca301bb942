package dev.axolemma.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.axolemma.Dtype;
import dev.axolemma.compiler.Op;
import dev.axolemma.compiler.Program;
import dev.axolemma.compiler.ProgramBuilder;
import dev.axolemma.compiler.Value;
import java.lang.classfile.ClassFile;
import java.lang.classfile.attribute.CodeAttribute;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A program may have any length: no method that is written is too long for the compiler, and none is slow. */
class LongProgramTest {

    private static final int COMPILABLE = 8000;
    private static final long PATIENCE = 120_000_000_000L;
    /** How much longer than in a short program an instruction may take in a long one. */
    private static final double SANE = 5;

    static Stream<Arguments> forms() {
        return Forms.withDtypes();
    }

    @ParameterizedTest
    @MethodSource("forms")
    void everyMethodCanBeCompiled(Form form, Dtype dtype) {
        for (int instructions : new int[] {10, 16, 48, 100, 200, 250, 2000, 10_000}) {
            Program program = RandomPrograms.make(instructions, dtype, 3, 2, instructions);
            byte[] written = LoopWriter.write(Layout.of(program, form), form);
            assertThat(ClassFile.of().parse(written).methods()).allSatisfy(method ->
                    assertThat(((CodeAttribute) method.code().orElseThrow()).codeLength())
                            .as(method.methodName().stringValue()).isLessThan(COMPILABLE));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"scalar", "simd"})
    void twoThousandInstructionsRunAtASaneSpeed(String backend) {
        if (backend.equals("simd") && !Cpu.hasVectorApi()) {
            return;
        }
        Form form = backend.equals("simd") ? new VectorEmitter.Vectors(Cpu.vectorBits()) : new ScalarEmitter.Elements();
        double brief = nanosecondsPerInstruction(chain(100), form, 0);
        assertThat(nanosecondsPerInstruction(chain(2000), form, SANE * brief)).isLessThan(SANE * brief);
    }

    /** Four chains side by side, all of whose latest values are alive at any cut. */
    private static Program chain(int instructions) {
        ProgramBuilder builder = new ProgramBuilder(Dtype.F32);
        Value x = builder.make(Op.INPUT, 0);
        Value[] chains = new Value[4];
        Arrays.setAll(chains, i -> builder.make(Op.ADD, x, builder.constant(i)));
        for (int i = 0; i < instructions; i++) {
            chains[i % 4] = builder.make(Op.FMA, chains[i % 4], builder.constant(0.5 + i % 8), chains[(i + 1) % 4]);
        }
        Value sum = Stream.of(chains).reduce((a, b) -> builder.make(Op.ADD, a, b)).orElseThrow();
        return builder.build(1, List.of(), List.of(sum));
    }

    /** The best time so far once it is below {@code enough}, or after two seconds without a better one. */
    private static double nanosecondsPerInstruction(Program program, Form form, double enough) {
        Code code = Code.of(program, form);
        int count = 128;
        float[] numbers = new float[code.layout().scratch()];
        long[] offsets = {0, code.layout().stride()};
        double best = Double.MAX_VALUE;
        long start = System.nanoTime();
        long improved = start;
        while (best >= enough && System.nanoTime() - start < PATIENCE
                && (enough > 0 || System.nanoTime() - improved < 2_000_000_000L)) {
            long before = System.nanoTime();
            code.loop().run(new Object[] {numbers, numbers}, offsets, 0, count, new float[0], numbers, code.careful());
            double time = (double) (System.nanoTime() - before) / count / program.instructions().size();
            if (time < 0.9 * best) {
                best = time;
                improved = System.nanoTime();
            }
        }
        return best;
    }
}
