package dev.axolemma.opencl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.axolemma.Activations;
import dev.axolemma.Axis;
import dev.axolemma.Chain;
import dev.axolemma.ChainOperands;
import dev.axolemma.Direction;
import dev.axolemma.Dtype;
import dev.axolemma.Layers;
import dev.axolemma.Operation;
import dev.axolemma.Reduction;
import dev.axolemma.Rowwise;
import dev.axolemma.Span;
import dev.axolemma.device.Accelerator;
import dev.axolemma.device.DeviceProcessor;
import dev.axolemma.device.KernelSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Oclgrind, a simulator that complains of any access beyond memory and of races, has nothing to say of the kernels. */
class OclgrindTest {

    private static final Path DRIVER = Path.of("/usr/lib/oclgrind/liboclgrind-rt-icd.so");
    /** What a JVM exits with that a signal has killed. */
    private static final int CRASHED = 134;
    /**
     * How many crashes in a row are the simulator's. Its runtime is not thread-safe (github.com/jrprice/Oclgrind/issues/28),
     * and for every unmapping JOCL waits on a thread of its own beside the one that launches.
     */
    private static final int PATIENCE = 5;
    private static final double[] NO_PARAMETERS = {};
    /** No multiple of a vector. */
    private static final int N = 37;

    @TempDir
    private Path folder;

    private OtherJvm simulate(Class<?> main) throws IOException, InterruptedException {
        Engines.assumeDevice();
        assumeTrue(Files.exists(DRIVER), "oclgrind is not installed");
        Path vendors = Files.createDirectory(folder.resolve("vendors"));
        Files.writeString(vendors.resolve("oclgrind.icd"), DRIVER + "\n");
        OtherJvm jvm = start(main, vendors);
        for (int crashes = 0; jvm.exit() == CRASHED && crashes < PATIENCE; crashes++) {
            jvm = start(main, vendors);
        }
        assertThat(jvm.exit()).as(jvm.err()).isZero();
        return jvm;
    }

    private OtherJvm start(Class<?> main, Path vendors) throws IOException, InterruptedException {
        return OtherJvm.start(main, folder, Map.of("OCL_ICD_VENDORS", vendors.toString(), "OCLGRIND_CHECK_API", "1",
                        "OCLGRIND_DATA_RACES", "1"),
                List.of(OtherJvm.NATIVE_ACCESS, "-XX:ErrorFile=" + folder.resolve("crash.log"))).await();
    }

    /** The simulator is refused as a device, for its bits. */
    private static ClDevice simulator() {
        assertThat(Jocl.obstacle()).isEmpty();
        return ClDevice.all().getFirst();
    }

    /** Runs a kernel of each skeleton, of vectors and of single numbers. */
    static final class AllKernels {

        public static void main(String... arguments) {
            for (int bits : new int[] {512, 0}) {
                for (Dtype dtype : Dtype.values()) {
                    try (DeviceProcessor processor = new DeviceProcessor(new ClAccelerator(simulator(), Optional.empty()),
                            new ClSkeletons(bits), true)) {
                        run(processor, dtype);
                    }
                }
            }
        }

        private static void run(DeviceProcessor processor, Dtype dtype) {
            Span x = Bits.room(N, dtype);
            Span y = Bits.room(N, dtype);
            processor.prepare(Operation.of(Activations.sigmoid(), Direction.BACKWARD), dtype)
                    .launch(new Span[] {x, y, y}, NO_PARAMETERS);
            processor.prepare(Operation.of(Activations.prelu(), Direction.FORWARD), dtype)
                    .launch(new Span[] {x, x.slice(0, 1).broadcast(N), y}, NO_PARAMETERS);
            processor.prepare(Reduction.SUM, Operation.of(Activations.tanh(), Direction.FORWARD), dtype)
                    .launch(new Span[] {Bits.room(2500, dtype), y.slice(0, 1).broadcast(2500)}, NO_PARAMETERS);
            for (Rowwise function : Rowwise.values()) {
                processor.prepare(function, Direction.FORWARD, dtype).launch(Axis.ofRows(N, 1), new Span[] {x, y});
            }
            processor.multiply(x.slice(0, 15), x.slice(0, 20), y.slice(0, 12), 3, 5, 4);
            processor.prepare(Chain.of(3, Activations.tanh()), dtype).launch(
                    ChainOperands.of(Layers.of(x.slice(0, 36), 3)).gradient(y.slice(0, 12)), new double[3][0]);
        }
    }

    @Test
    void kernelsKeepToTheirMemory() throws IOException, InterruptedException {
        OtherJvm jvm = simulate(AllKernels.class);
        assertThat(Stream.of(jvm.out(), jvm.err())).containsOnly("");
    }

    /** Writes beyond its memory. */
    static final class Beyond {

        public static void main(String... arguments) {
            try (ClAccelerator accelerator = new ClAccelerator(simulator(), Optional.empty());
                    Accelerator.Allocation memory = accelerator.allocate(Float.BYTES)) {
                KernelSource source =
                        new KernelSource("beyond", "kernel void beyond(global float *p) { p[get_global_id(0)] = 1; }", 64, 1);
                accelerator.launch(accelerator.compile(source), 64, memory);
                accelerator.finish();
            }
        }
    }

    @Test
    void anAccessBeyondMemoryIsNoticed() throws IOException, InterruptedException {
        assertThat(simulate(Beyond.class).err()).contains("Invalid write of size 4");
    }
}
