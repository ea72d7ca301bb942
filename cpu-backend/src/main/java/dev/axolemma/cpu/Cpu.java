package dev.axolemma.cpu;

import dev.axolemma.spi.Device;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorShape;

/** What there is of a processor and of a JVM to use it. */
final class Cpu {

    /** What an emulated fma takes at least, in nanoseconds; a real one takes a few, even in the interpreter. */
    private static final long EMULATED = 500;
    /** So far apart that an exact sum has hundreds of digits: even when compiled, an emulation takes µs for it. */
    private static final double TINY = 0x1p-900;
    private static final double HUGE = 0x1p900;

    private Cpu() {
    }

    /** Whether this module can read the incubator module. Touches none of its classes. */
    static boolean hasVectorApi() {
        return ModuleLayer.boot().findModule("jdk.incubator.vector").filter(Cpu.class.getModule()::canRead).isPresent();
    }

    /** Whether the JVM has C2, without which every vector operation is a call that allocates. */
    static boolean hasOptimizingCompiler() {
        String name = System.getProperty("java.vm.name", "");
        String mode = System.getProperty("java.vm.info", "");
        return !name.contains("Client") && !mode.contains("interpreted") && !mode.contains("emulated-client");
    }

    /** The width of the vectors to use. Only where {@link #hasVectorApi()}. */
    static int vectorBits() {
        return PreferredVector.BITS;
    }

    /**
     * Loads the vector classes of every type, those too that no program needs yet: loading one later makes HotSpot throw
     * away code that it compiled when there were fewer. Only where {@link #hasVectorApi()}.
     */
    static void loadVectorApi() {
        PreferredVector.load();
    }

    /** This processor, computing as much at a time as {@code width} says. */
    static Device device(String width) {
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put("vector width", width);
        properties.put("processors", Integer.toString(Runtime.getRuntime().availableProcessors()));
        properties.put("fused multiply-add", hasFma() ? "in hardware"
                : "emulated: the same bits, about 1000 times slower");
        return new Device(model(), properties);
    }

    private static boolean hasFma() {
        long best = Long.MAX_VALUE;
        double value = 1;
        for (int i = 0; i < 16 && best >= EMULATED; i++) {
            long start = System.nanoTime();
            value = Math.fma(value, TINY, HUGE);
            best = Math.min(best, System.nanoTime() - start);
        }
        return best < EMULATED && value > 0;
    }

    private static String model() {
        try (BufferedReader lines = Files.newBufferedReader(Path.of("/proc/cpuinfo"))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("model name")) {
                    return line.substring(line.indexOf(':') + 1).strip();
                }
            }
        } catch (IOException notLinux) {
            // Then there is only the architecture's name.
        }
        return System.getProperty("os.arch");
    }

    /** Apart, because loading it needs the incubator module. */
    private static final class PreferredVector {

        /** From the shape: a species would load all vector classes while the engine is being opened. */
        private static final int BITS = VectorShape.preferredShape().vectorBitSize();

        static void load() {
            FloatVector.zero(FloatVector.SPECIES_PREFERRED);
            DoubleVector.zero(DoubleVector.SPECIES_PREFERRED);
            IntVector.zero(IntVector.SPECIES_PREFERRED);
            LongVector.zero(LongVector.SPECIES_PREFERRED);
        }
    }
}
