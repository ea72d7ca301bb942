package dev.axolemma.bench.measure;

import dev.axolemma.Direction;
import dev.axolemma.bench.Machine;
import dev.axolemma.bench.Numbers;
import java.util.List;

/** A plain Java loop. */
record PlainSubject(Runnable loop, Numbers output, int bytesPerElement) implements Subject {

    /** Whether there is a plain loop for it. */
    static boolean exists(String op, Direction direction) {
        return PlainFloatLoops.ALL.containsKey(key(op, direction));
    }

    private static String key(String op, Direction direction) {
        return op + " " + direction.label();
    }

    static PlainSubject of(Workload workload, Numbers input) {
        Numbers x = Subject.operand(input, 0, workload.size());
        Numbers upstream = Subject.operand(input, 1, workload.size());
        Numbers output = Numbers.zeros(workload.dtype(), workload.size());
        int arrays = workload.direction() == Direction.BACKWARD ? 3 : 2;
        return new PlainSubject(loop(workload, x, upstream, output), output, arrays * workload.dtype().bytes());
    }

    private static Runnable loop(Workload workload, Numbers x, Numbers upstream, Numbers output) {
        String key = key(workload.op(), workload.direction());
        return switch (workload.dtype()) {
            case F32 -> {
                PlainFloatLoops.Loop loop = PlainFloatLoops.ALL.get(key);
                yield () -> loop.run((float[]) x.array(), (float[]) upstream.array(), (float[]) output.array());
            }
            case F64 -> {
                PlainDoubleLoops.Loop loop = PlainDoubleLoops.ALL.get(key);
                yield () -> loop.run((double[]) x.array(), (double[]) upstream.array(), (double[]) output.array());
            }
        };
    }

    @Override
    public void run() {
        loop.run();
    }

    @Override
    public List<Numbers> outputs() {
        return List.of(output);
    }

    @Override
    public String device() {
        return Machine.here().processor();
    }

    @Override
    public String dataAt() {
        return "host";
    }

    @Override
    public void close() {
        // Nothing is held.
    }
}
