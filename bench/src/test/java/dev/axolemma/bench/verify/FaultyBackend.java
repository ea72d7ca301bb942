package dev.axolemma.bench.verify;

import dev.axolemma.Chain;
import dev.axolemma.DenseChain;
import dev.axolemma.Direction;
import dev.axolemma.Dtype;
import dev.axolemma.Engine;
import dev.axolemma.Operation;
import dev.axolemma.Reduction;
import dev.axolemma.Rowwise;
import dev.axolemma.Span;
import dev.axolemma.spi.Backend;
import dev.axolemma.spi.ChainExecutable;
import dev.axolemma.spi.DenseExecutable;
import dev.axolemma.spi.Device;
import dev.axolemma.spi.Executable;
import dev.axolemma.spi.Memory;
import dev.axolemma.spi.Processor;
import dev.axolemma.spi.RowwiseExecutable;
import dev.axolemma.spi.Settings;
import java.util.List;
import java.util.Optional;

/** The scalar backend, but wrong at x0 = 2, 8, 16 and 32; available only while a test enables it. */
public final class FaultyBackend implements Backend {

    static final String NAME = "faulty";
    static final float EIGHT_STEPS_OFF = 2;
    static final float ZERO = 8;
    static final float INFINITE = 16;
    static final float NOT_A_NUMBER = 32;

    private static volatile boolean enabled;

    static void enable(boolean on) {
        enabled = on;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Optional<String> unavailable() {
        return enabled ? Optional.empty() : Optional.of("it is wrong on purpose; a test enables it");
    }

    @Override
    public List<Device> devices() {
        return enabled ? scalar().devices() : List.of();
    }

    @Override
    public int rank() {
        return -1;
    }

    private static Backend scalar() {
        return Engine.backends().stream().filter(backend -> backend.name().equals("scalar")).findFirst().orElseThrow();
    }

    @Override
    public Processor open(Device device, Settings settings) {
        Processor scalar = scalar().open(device, settings);
        return new Processor() {

            @Override
            public Executable prepare(Operation operation, Dtype dtype) {
                Executable right = scalar.prepare(operation, dtype);
                return (operands, parameters) -> {
                    right.launch(operands, parameters);
                    spoil(operands[0], operands[operands.length - 1]);
                };
            }

            @Override
            public ChainExecutable prepare(Chain chain, Dtype dtype) {
                return scalar.prepare(chain, dtype);
            }

            @Override
            public DenseExecutable prepare(DenseChain chain, Dtype dtype) {
                return scalar.prepare(chain, dtype);
            }

            @Override
            public Executable prepare(Reduction reduction, Operation operation, Dtype dtype) {
                return scalar.prepare(reduction, operation, dtype);
            }

            @Override
            public RowwiseExecutable prepare(Rowwise function, Direction direction, Dtype dtype) {
                return scalar.prepare(function, direction, dtype);
            }

            @Override
            public void multiply(Span left, Span right, Span result, int m, int k, int n) {
                scalar.multiply(left, right, result, m, k, n);
            }

            @Override
            public Memory allocate(long bytes) {
                throw new UnsupportedOperationException();
            }

            @Override
            public void copy(Span from, Span to) {
                throw new UnsupportedOperationException();
            }

            @Override
            public void synchronize() {
                scalar.synchronize();
            }

            @Override
            public void close() {
                scalar.close();
            }
        };
    }

    private static void spoil(Span input, Span output) {
        float[] x = (float[]) input.array();
        float[] y = (float[]) output.array();
        for (int i = 0; i < output.length(); i++) {
            if (x[i] == EIGHT_STEPS_OFF) {
                y[i] += 8 * Math.ulp(y[i]);
            } else if (x[i] == ZERO) {
                y[i] = 0;
            } else if (x[i] == INFINITE) {
                y[i] = Float.POSITIVE_INFINITY;
            } else if (x[i] == NOT_A_NUMBER) {
                y[i] = Float.NaN;
            }
        }
    }
}
