package dev.axolemma.cpu;

import dev.axolemma.Chain;
import dev.axolemma.Direction;
import dev.axolemma.Dtype;
import dev.axolemma.Operation;
import dev.axolemma.Reduction;
import dev.axolemma.Rowwise;
import dev.axolemma.compiler.Lowering;
import dev.axolemma.compiler.Program;
import dev.axolemma.spi.ChainExecutable;
import dev.axolemma.spi.Executable;
import dev.axolemma.spi.Processor;
import dev.axolemma.spi.RowwiseExecutable;
import dev.axolemma.spi.Settings;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/** Compiles operations to code that this JVM runs. */
final class CpuProcessor implements Processor {

    private final Workers workers;
    private final Function<Program, Code> first;
    private final Optional<WarmUp> warmUp;

    private CpuProcessor(Workers workers, Function<Program, Code> first, Optional<WarmUp> warmUp) {
        this.workers = workers;
        this.first = first;
        this.warmUp = warmUp;
    }

    static CpuProcessor scalar(Settings settings) {
        return new CpuProcessor(new Workers(settings), CpuProcessor::scalarCode, Optional.empty());
    }

    /** Vectors of {@code bits} bits, after scalar code has answered the first calls, if that is wanted. */
    static CpuProcessor simd(int bits, Settings settings) {
        Vectorizer vectorizer = new Vectorizer(new VectorEmitter.Vectors(bits));
        return settings.warmUp()
                ? new CpuProcessor(new Workers(settings), CpuProcessor::scalarCode, Optional.of(new WarmUp(vectorizer)))
                : new CpuProcessor(new Workers(settings), program ->
                        vectorizer.vectorize(program).orElseGet(() -> scalarCode(program)), Optional.empty());
    }

    private static Code scalarCode(Program program) {
        return Code.of(program, new ScalarEmitter.Elements());
    }

    @Override
    public Executable prepare(Operation operation, Dtype dtype) {
        return prepare(Lowering.lower(operation, dtype));
    }

    @Override
    public ChainExecutable prepare(Chain chain, Dtype dtype) {
        return new ElementwiseChain(chain, dtype, this::prepare, workers);
    }

    @Override
    public Executable prepare(Reduction reduction, Operation operation, Dtype dtype) {
        return new CpuReduction(reduction, operation, dtype, this::prepare, workers);
    }

    @Override
    public RowwiseExecutable prepare(Rowwise function, Direction direction, Dtype dtype) {
        return new RowwiseFunction(function, direction, dtype, this::prepare, workers);
    }

    MapKernel prepare(Program program) {
        Consumer<MapKernel> onFirstUse = warmUp.isPresent() ? warmUp.get()::begin : kernel -> { };
        return new MapKernel(program, first.apply(program), workers, onFirstUse);
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
