package dev.axolemma;

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
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** Computes nothing, but counts what is asked of it. Found as a service, beside one that is unavailable. */
public class TestBackend implements Backend {

    static final AtomicInteger PREPARED = new AtomicInteger();
    static final AtomicInteger LAUNCHED = new AtomicInteger();
    static final AtomicInteger CLOSED = new AtomicInteger();
    static volatile double[] parameters;
    static volatile Settings settings;
    /** Launches signal the first and wait for the second. */
    static volatile CountDownLatch launching = new CountDownLatch(0);
    static volatile CountDownLatch mayFinish = new CountDownLatch(0);

    /** Better, if it were there. */
    public static final class Missing extends TestBackend {

        @Override
        public String name() {
            return "missing";
        }

        @Override
        public Optional<String> unavailable() {
            return Optional.of("its driver is not installed; install it");
        }

        @Override
        public List<Device> devices() {
            return List.of();
        }

        @Override
        public int rank() {
            return 2;
        }
    }

    @Override
    public String name() {
        return "test";
    }

    @Override
    public Optional<String> unavailable() {
        return Optional.empty();
    }

    @Override
    public List<Device> devices() {
        return List.of(new Device("first", Map.of()), new Device("second", Map.of()));
    }

    @Override
    public int rank() {
        return 1;
    }

    @Override
    public Processor open(Device device, Settings chosen) {
        settings = chosen;
        return new TestProcessor();
    }

    private static final class TestProcessor implements Processor {

        @Override
        public Executable prepare(Operation operation, Dtype dtype) {
            PREPARED.incrementAndGet();
            return (operands, values) -> launch(values);
        }

        @Override
        public ChainExecutable prepare(Chain chain, Dtype dtype) {
            PREPARED.incrementAndGet();
            return new ChainExecutable() {

                @Override
                public void launch(ChainOperands operands, double[][] values) {
                    TestProcessor.this.launch(values[0]);
                }

                @Override
                public List<LayerStatistics> statistics(ChainOperands operands, double[][] values, double[] saturated) {
                    TestProcessor.this.launch(saturated);
                    return List.of();
                }
            };
        }

        @Override
        public Executable prepare(Reduction reduction, Operation operation, Dtype dtype) {
            PREPARED.incrementAndGet();
            return (operands, values) -> launch(values);
        }

        @Override
        public RowwiseExecutable prepare(Rowwise function, Direction direction, Dtype dtype) {
            PREPARED.incrementAndGet();
            return (axis, operands) -> launch(new double[0]);
        }

        @Override
        public DenseExecutable prepare(DenseChain chain, Dtype dtype) {
            PREPARED.incrementAndGet();
            return new DenseExecutable() {

                @Override
                public void forward(DenseForward operands, double[][] values) {
                    launch(values[0]);
                }

                @Override
                public void backward(DenseBackward operands, double[][] values) {
                    launch(values[0]);
                }

                @Override
                public void jacobians(DenseJacobians operands, double[][] values) {
                    launch(values[0]);
                }
            };
        }

        private void launch(double[] values) {
            parameters = values;
            launching.countDown();
            try {
                mayFinish.await();
            } catch (InterruptedException stop) {
                throw new IllegalStateException(stop);
            }
            LAUNCHED.incrementAndGet();
        }

        @Override
        public void multiply(Span left, Span right, Span result, int m, int k, int n) {
            launch(new double[0]);
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
        }

        @Override
        public void close() {
            CLOSED.incrementAndGet();
        }
    }
}
