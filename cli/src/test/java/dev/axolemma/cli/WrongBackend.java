package dev.axolemma.cli;

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
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Gives what the scalar backend gives, but for one bit of element 3. */
public final class WrongBackend implements Backend {

    @Override
    public String name() {
        return "wrong";
    }

    @Override
    public Optional<String> unavailable() {
        return Optional.empty();
    }

    @Override
    public List<Device> devices() {
        return List.of(new Device("a chip with a fault", Map.of()));
    }

    @Override
    public int rank() {
        return -1;
    }

    @Override
    public Processor open(Device device, Settings settings) {
        Engine scalar = Engine.builder().backend("scalar").open();
        return new Processor() {
            @Override
            public Executable prepare(Operation operation, Dtype dtype) {
                return (operands, parameters) -> {
                    scalar.prepare(operation, dtype).run(operands);
                    spoil(operands[operands.length - 1]);
                };
            }

            @Override
            public ChainExecutable prepare(Chain chain, Dtype dtype) {
                throw new UnsupportedOperationException(chain.toString());
            }

            @Override
            public DenseExecutable prepare(DenseChain chain, Dtype dtype) {
                throw new UnsupportedOperationException(chain.toString());
            }

            @Override
            public Executable prepare(Reduction reduction, Operation operation, Dtype dtype) {
                return (operands, parameters) -> scalar.prepare(reduction, operation, dtype).run(operands);
            }

            @Override
            public RowwiseExecutable prepare(Rowwise function, Direction direction, Dtype dtype) {
                return (axis, operands) -> scalar.prepare(function, direction, dtype).run(axis, operands);
            }

            @Override
            public void multiply(Span left, Span right, Span result, int m, int k, int n) {
                scalar.multiply(left, right, result, m, k, n);
            }

            @Override
            public Memory allocate(long bytes) {
                MemorySegment segment = Arena.ofAuto().allocate(bytes);
                Processor processor = this;
                return new Memory() {
                    @Override
                    public Processor processor() {
                        return processor;
                    }

                    @Override
                    public long bytes() {
                        return bytes;
                    }

                    @Override
                    public Optional<MemorySegment> host() {
                        return Optional.of(segment);
                    }

                    @Override
                    public boolean isOpen() {
                        return true;
                    }

                    @Override
                    public void close() {
                        // The garbage collector sees to it.
                    }
                };
            }

            @Override
            public void copy(Span from, Span to) {
                throw new UnsupportedOperationException();
            }

            @Override
            public void synchronize() {
                // Nothing is queued.
            }

            @Override
            public void close() {
                scalar.close();
            }
        };
    }

    private static void spoil(Span output) {
        if (output.array() instanceof float[] floats && floats.length > 3) {
            floats[3] = Math.nextUp(floats[3]);
        }
    }
}
