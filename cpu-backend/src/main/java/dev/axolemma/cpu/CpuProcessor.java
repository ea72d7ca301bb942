package dev.axolemma.cpu;

import dev.axolemma.Dtype;
import dev.axolemma.Operation;
import dev.axolemma.compiler.Lowering;
import dev.axolemma.compiler.Program;
import dev.axolemma.spi.Executable;
import dev.axolemma.spi.Processor;
import dev.axolemma.spi.Settings;
import java.util.Optional;
import java.util.function.Consumer;

/** Compiles operations to code that this JVM runs. */
final class CpuProcessor implements Processor {

    private final Workers workers;
    private final Form first;
    private final Optional<WarmUp> warmUp;

    private CpuProcessor(Workers workers, Form first, Optional<WarmUp> warmUp) {
        this.workers = workers;
        this.first = first;
        this.warmUp = warmUp;
    }

    static CpuProcessor scalar(Settings settings) {
        return new CpuProcessor(new Workers(settings), new ScalarEmitter.Elements(), Optional.empty());
    }

    /** Vectors of {@code bits} bits, after scalar code has answered the first calls, if that is wanted. */
    static CpuProcessor simd(int bits, Settings settings) {
        Form vectors = new VectorEmitter.Vectors(bits);
        return settings.warmUp()
                ? new CpuProcessor(new Workers(settings), new ScalarEmitter.Elements(), Optional.of(new WarmUp(vectors)))
                : new CpuProcessor(new Workers(settings), vectors, Optional.empty());
    }

    @Override
    public Executable prepare(Operation operation, Dtype dtype) {
        return prepare(Lowering.lower(operation, dtype));
    }

    MapKernel prepare(Program program) {
        Consumer<MapKernel> onFirstUse = warmUp.<Consumer<MapKernel>>map(w -> w::begin).orElse(kernel -> { });
        return new MapKernel(program, Code.of(program, first), workers, onFirstUse);
    }

    /** Nothing to wait for: a launch returns when it is done. */
    @Override
    public void synchronize() {
    }

    @Override
    public void close() {
        warmUp.ifPresent(WarmUp::close);
        workers.close();
    }
}
