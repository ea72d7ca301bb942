package dev.axolemma.bench.measure;

import dev.axolemma.Activations;
import dev.axolemma.Engine;
import dev.axolemma.Kernel;
import dev.axolemma.Operation;
import dev.axolemma.Span;
import dev.axolemma.bench.Numbers;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A kernel of an engine that is its own. */
record CompiledSubject(Engine engine, Kernel kernel, Span[] operands, List<Numbers> outputs) implements Subject {

    static CompiledSubject of(Workload workload, Numbers input, boolean warmUp) {
        Operation operation = Operation.of(Activations.named(workload.op()), workload.direction());
        int outputCount = operation.outputs().size();
        List<Numbers> inputs = IntStream.range(0, operation.operands() - outputCount)
                .mapToObj(i -> Subject.operand(input, i, workload.size())).toList();
        List<Numbers> outputs = IntStream.range(0, outputCount)
                .mapToObj(i -> Numbers.zeros(workload.dtype(), workload.size())).toList();
        Span[] operands = Stream.concat(inputs.stream(), outputs.stream()).map(Numbers::span).toArray(Span[]::new);
        Engine engine = Engine.builder().backend(workload.backend()).threads(workload.threads()).warmUp(warmUp).open();
        return new CompiledSubject(engine, engine.prepare(operation, workload.dtype()), operands, outputs);
    }

    @Override
    public void run() {
        kernel.run(operands);
    }

    @Override
    public String device() {
        return engine.information().device().name();
    }

    @Override
    public int bytesPerElement() {
        return operands.length * kernel.dtype().bytes();
    }

    @Override
    public void close() {
        engine.close();
    }
}
