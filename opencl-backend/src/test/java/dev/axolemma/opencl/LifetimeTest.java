package dev.axolemma.opencl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.axolemma.Activations;
import dev.axolemma.Buffer;
import dev.axolemma.Direction;
import dev.axolemma.Dtype;
import dev.axolemma.Engine;
import dev.axolemma.EngineClosedException;
import dev.axolemma.Kernel;
import dev.axolemma.Operation;
import dev.axolemma.OutOfDeviceMemoryException;
import dev.axolemma.Span;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Nothing that an engine holds outlives it, and what is closed or foreign is refused. */
class LifetimeTest {

    private static final int JVMS = 6;
    private static final int ENGINES = 1000;
    /** What the driver's own caches may grow by. */
    private static final long GROWTH = 64L << 20;
    private static final long PAGE = 4096;

    @TempDir
    private Path folder;

    /** Opens an engine and computes. */
    static final class Computing {

        public static void main(String... arguments) {
            float[] x = {0};
            try (Engine engine = Engine.builder().backend("opencl").open()) {
                engine.forward(Activations.sigmoid(), x, x);
            }
            System.out.println(x[0]);
        }
    }

    /** Each unpacks a native library. */
    @Test
    void jvmsStartedAtOnce() throws IOException, InterruptedException {
        Engines.assumeDevice();
        Path temporary = Files.createDirectory(folder.resolve("temporary"));
        List<OtherJvm.Started> started = new ArrayList<>();
        for (int i = 0; i < JVMS; i++) {
            started.add(OtherJvm.start(Computing.class, folder, Map.of(),
                    List.of(OtherJvm.NATIVE_ACCESS, "-Djava.io.tmpdir=" + temporary)));
        }
        for (OtherJvm.Started jvm : started) {
            OtherJvm ended = jvm.await();
            assertThat(ended.exit()).as(ended.err()).isZero();
            assertThat(ended.out()).isEqualTo("0.5\n");
            assertThat(ended.err()).isEmpty();
        }
        try (Stream<Path> left = Files.list(temporary)) {
            assertThat(left).isEmpty();
        }
    }

    /** Opens and closes engines, and says by how many bytes and open files it has grown. */
    static final class Reopening {

        public static void main(String... arguments) throws IOException {
            open(ENGINES / 5);
            long bytes = residentBytes();
            long files = openFiles();
            open(ENGINES);
            System.out.println(residentBytes() - bytes);
            System.out.println(openFiles() - files);
        }

        private static void open(int engines) {
            for (int i = 0; i < engines; i++) {
                try (Engine engine = Engine.builder().backend("opencl").open()) {
                    engine.allocate(Dtype.F32, 1 << 18);
                    float[] x = {1};
                    engine.forward(Activations.relu(), x, x);
                }
            }
        }

        private static long residentBytes() throws IOException {
            System.gc();
            return Long.parseLong(Files.readString(Path.of("/proc/self/statm")).split(" ")[1]) * PAGE;
        }

        private static long openFiles() throws IOException {
            try (Stream<Path> files = Files.list(Path.of("/proc/self/fd"))) {
                return files.count();
            }
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void enginesLeakNothing() throws IOException, InterruptedException {
        Engines.assumeDevice();
        OtherJvm jvm = OtherJvm.start(Reopening.class, folder, Map.of(),
                List.of(OtherJvm.NATIVE_ACCESS, "-Xmx64m")).await();
        assertThat(jvm.exit()).as(jvm.err()).isZero();
        List<Long> grown = jvm.out().lines().map(Long::parseLong).toList();
        assertThat(grown.getFirst()).isLessThan(GROWTH);
        assertThat(grown.getLast()).isLessThanOrEqualTo(0);
    }

    /** A driver that catches the processor's signals would change what Java computes. */
    @Test
    void javaStillDividesAsItDid() {
        Engines.opencl();
        int zero = Bits.ordinary(1, 0).length;
        assertThatThrownBy(() -> System.out.println(1 / zero)).isInstanceOf(ArithmeticException.class);
    }

    @Test
    void moreMemoryThanThereIs() {
        Engine engine = Engines.opencl();
        assertThatThrownBy(() -> engine.allocate(Dtype.F32, 1L << 40)).isInstanceOf(OutOfDeviceMemoryException.class)
                .hasMessageContaining(String.valueOf(4L << 40));
        float[] x = {-1, 1};
        engine.forward(Activations.relu(), x, x);
        assertThat(x).containsExactly(0, 1);
    }

    @Test
    void closedOnesAreRefused() {
        Engines.assumeDevice();
        Engine engine = Engine.builder().backend("opencl").open();
        Kernel kernel = engine.prepare(Operation.of(Activations.relu(), Direction.FORWARD), Dtype.F32);
        Buffer closed = engine.allocate(Dtype.F32, 4);
        Buffer open = engine.allocate(Dtype.F32, 4);
        closed.close();
        closed.close();
        assertThatIllegalArgumentException().isThrownBy(() -> kernel.run(closed.span(), open.span()))
                .withMessageContaining("input 0").withMessageContaining("buffer must be open");
        engine.close();
        engine.close();
        open.close();
        assertThatThrownBy(() -> kernel.run(open.span(), open.span())).isInstanceOf(EngineClosedException.class);
    }

    @Test
    void buffersOfOthersAreRefused() {
        Engines.assumeDevice();
        try (Engine other = Engine.builder().backend("opencl").open(); Buffer buffer = other.allocate(Dtype.F32, 4)) {
            float[] y = new float[4];
            for (Engine engine : List.of(Engines.opencl(), Engines.scalar())) {
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> engine.forward(Activations.relu(), buffer.span(), Span.of(y)))
                        .withMessageContaining("a buffer must be one of this engine");
            }
        }
    }
}
