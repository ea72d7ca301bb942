package dev.axolemma.bench.measure;

import dev.axolemma.Activations;
import dev.axolemma.Kernel;
import dev.axolemma.Operation;
import dev.axolemma.Span;
import dev.axolemma.bench.Numbers;
import dev.axolemma.bench.Operand;
import dev.axolemma.bench.Workplace;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A kernel of an engine that is its own.
 *
 * @param place is closed with it
 * @param operands in the kernel's order
 * @param results those of them that are written
 */
record CompiledSubject(Workplace place, Kernel kernel, Span[] operands, List<Operand> results) implements Subject {

    static CompiledSubject of(Workload workload, Numbers input, boolean warmUp) {
        return Workplace.furnish(workload.by(), workload.threads(), warmUp, place -> of(workload, input, place));
    }

    private static CompiledSubject of(Workload workload, Numbers input, Workplace place) {
        Operation operation = Operation.of(Activations.named(workload.op()), workload.direction());
        int outputs = operation.outputs().size();
        int inputs = operation.operands() - outputs;
        Stream<Numbers> read = IntStream.range(0, inputs).mapToObj(i -> Subject.operand(input, i, workload.size()));
        Stream<Numbers> written =
                Stream.generate(() -> Numbers.zeros(workload.dtype(), workload.size())).limit(outputs);
        List<Operand> operands = Stream.concat(read, written).map(place::operand).toList();
        return new CompiledSubject(place, place.engine().prepare(operation, workload.dtype()),
                operands.stream().map(Operand::span).toArray(Span[]::new), operands.subList(inputs, operands.size()));
    }

    @Override
    public void run() {
        kernel.run(operands);
        place.await();
    }

    @Override
    public List<Numbers> outputs() {
        return results.stream().map(Operand::read).toList();
    }

    @Override
    public String device() {
        return place.engine().information().device().name();
    }

    @Override
    public int bytesPerElement() {
        return operands.length * kernel.dtype().bytes();
    }

    @Override
    public void close() {
        place.close();
    }
}
