package dev.axolemma.bench.measure;

import dev.axolemma.Bfloat16;
import dev.axolemma.Binary16;
import dev.axolemma.Direction;
import dev.axolemma.Dtype;
import dev.axolemma.bench.Machine;
import dev.axolemma.bench.Numbers;
import java.util.List;

/** A plain Java loop; in a format of storage, with a loop before and after it that converts. */
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
            case F16, BF16 -> converting(PlainFloatLoops.ALL.get(key), x, upstream, output);
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

    private static Runnable converting(PlainFloatLoops.Loop loop, Numbers x, Numbers upstream, Numbers output) {
        float[] wideX = new float[(int) x.length()];
        float[] wideUpstream = new float[wideX.length];
        float[] wideOutput = new float[wideX.length];
        return () -> {
            widen(x, wideX);
            widen(upstream, wideUpstream);
            loop.run(wideX, wideUpstream, wideOutput);
            round(wideOutput, output);
        };
    }

    private static void widen(Numbers numbers, float[] floats) {
        short[] bits = (short[]) numbers.array();
        if (numbers.dtype() == Dtype.F16) {
            Binary16.widen(bits, 0, floats, 0, floats.length);
        } else {
            Bfloat16.widen(bits, 0, floats, 0, floats.length);
        }
    }

    private static void round(float[] floats, Numbers numbers) {
        short[] bits = (short[]) numbers.array();
        if (numbers.dtype() == Dtype.F16) {
            Binary16.round(floats, 0, bits, 0, floats.length);
        } else {
            Bfloat16.round(floats, 0, bits, 0, floats.length);
        }
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
    public void close() {
        // Nothing is held.
    }
}
