package dev.axolemma.cpu;

import dev.axolemma.Dtype;
import dev.axolemma.compiler.Program;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** The forms of code that can be loaded here: scalar, and vectors of every width, those too that are not fast here. */
final class Forms {

    private Forms() {
    }

    static List<Form> all() {
        List<Form> all = new ArrayList<>(List.of(new ScalarEmitter.Elements()));
        if (Cpu.hasVectorApi()) {
            for (int bits : new int[] {64, 128, 256, 512}) {
                all.add(new VectorEmitter.Vectors(bits));
            }
        }
        return all;
    }

    /** A kernel that runs code of one form, and of the same width where its operands lie in native segments. */
    static MapKernel kernel(Program program, Form form, Workers workers) {
        MapKernel kernel = new MapKernel(program, Code.of(program, form), workers, first -> { });
        if (form instanceof VectorEmitter.Vectors vectors) {
            kernel.segments().use(Code.of(program, new VectorEmitter.Vectors(vectors.bits(), Container.SEGMENT)));
        }
        return kernel;
    }

    /** Each form with each dtype that is computed in. */
    static Stream<Arguments> withDtypes() {
        return Stream.of(Dtype.F32, Dtype.F64).flatMap(dtype -> all().stream().map(form -> Arguments.of(form, dtype)));
    }
}
