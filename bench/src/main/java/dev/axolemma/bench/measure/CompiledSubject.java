package dev.axolemma.bench.measure;

import dev.axolemma.Activations;
import dev.axolemma.Buffer;
import dev.axolemma.Engine;
import dev.axolemma.Kernel;
import dev.axolemma.Operation;
import dev.axolemma.Span;
import dev.axolemma.bench.Numbers;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A kernel of an engine that is its own. Where that computes in a device's memory, the operands lie there.
 *
 * @param outputs where the results are, or are to be copied
 * @param copies where the device has its results; empty if it is the host
 */
record CompiledSubject(Engine engine, Kernel kernel, Span[] operands, List<Numbers> outputs, List<Buffer> copies)
        implements Subject {

    static CompiledSubject of(Workload workload, Numbers input, boolean warmUp) {
        Operation operation = Operation.of(Activations.named(workload.op()), workload.direction());
        int outputCount = operation.outputs().size();
        List<Numbers> inputs = IntStream.range(0, operation.operands() - outputCount)
                .mapToObj(i -> Subject.operand(input, i, workload.size())).toList();
        List<Numbers> outputs = IntStream.range(0, outputCount)
                .mapToObj(i -> Numbers.zeros(workload.dtype(), workload.size())).toList();
        Engine engine = Engine.builder().backend(workload.backend()).threads(workload.threads()).warmUp(warmUp).open();
        Kernel kernel = engine.prepare(operation, workload.dtype());
        List<Numbers> all = Stream.concat(inputs.stream(), outputs.stream()).toList();
        if (!hasOwnMemory(engine, workload)) {
            return new CompiledSubject(engine, kernel, all.stream().map(Numbers::span).toArray(Span[]::new), outputs,
                    List.of());
        }
        List<Buffer> buffers = all.stream().map(numbers -> copied(numbers, engine)).toList();
        return new CompiledSubject(engine, kernel, buffers.stream().map(Buffer::span).toArray(Span[]::new), outputs,
                buffers.subList(inputs.size(), buffers.size()));
    }

    private static boolean hasOwnMemory(Engine engine, Workload workload) {
        try (Buffer buffer = engine.allocate(workload.dtype(), 1)) {
            return buffer.span().memory().isPresent();
        }
    }

    /** The engine closes its buffers with itself. */
    private static Buffer copied(Numbers numbers, Engine engine) {
        Buffer buffer = engine.allocate(numbers.dtype(), numbers.length());
        buffer.write(numbers.span());
        return buffer;
    }

    @Override
    public void run() {
        kernel.run(operands);
        if (!copies.isEmpty()) {
            engine.synchronize();
        }
    }

    @Override
    public List<Numbers> outputs() {
        for (int i = 0; i < copies.size(); i++) {
            copies.get(i).read(outputs.get(i).span());
        }
        return outputs;
    }

    @Override
    public String dataAt() {
        return copies.isEmpty() ? "host" : "device";
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
