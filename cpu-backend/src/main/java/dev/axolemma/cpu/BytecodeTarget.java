package dev.axolemma.cpu;

import dev.axolemma.Dtype;
import dev.axolemma.Operation;
import dev.axolemma.compiler.Lowering;
import dev.axolemma.compiler.Program;
import dev.axolemma.spi.Target;

/** The class that the best CPU backend here runs: SIMD code, or scalar code where there is no SIMD. */
public final class BytecodeTarget implements Target {

    @Override
    public String name() {
        return "bytecode";
    }

    @Override
    public String emit(Operation operation, Dtype dtype) {
        Program program = Lowering.lower(operation, dtype);
        Form form = form();
        Layout layout = Layout.of(program, form);
        return program.describeScalars(operation.parameters()) + describe(layout)
                + new ClassListing(LoopWriter.write(layout, form));
    }

    private static Form form() {
        return new SimdBackend().unavailable().isEmpty() ? new VectorEmitter.Vectors(Cpu.vectorBits())
                : new ScalarEmitter.Elements();
    }

    private static String describe(Layout layout) {
        return "// main path: lanes " + layout.lanes() + ", copies " + layout.copies() + ", stages "
                + layout.main().stages().size() + "\n// careful path: "
                + layout.careful().map(path -> "stages " + path.stages().size()).orElse("none") + "\n";
    }
}
