package dev.axolemma.cpu;

import dev.axolemma.spi.Backend;
import dev.axolemma.spi.Device;
import dev.axolemma.spi.Processor;
import dev.axolemma.spi.Settings;
import java.util.List;
import java.util.Optional;

/**
 * SIMD instructions through the Vector API, where the module {@code jdk.incubator.vector} can be read, HotSpot's C2 is
 * there to compile it, and the processor has vectors of at least 128 bits.
 */
public final class SimdBackend implements Backend {

    private static final int RANK = 20;
    private static final int NARROWEST = 128;

    @Override
    public String name() {
        return "simd";
    }

    @Override
    public Optional<String> unavailable() {
        if (!Cpu.hasVectorApi()) {
            return Optional.of("the module jdk.incubator.vector can't be read;"
                    + " start java with --add-modules jdk.incubator.vector");
        }
        if (!Cpu.hasOptimizingCompiler()) {
            return Optional.of("this JVM runs without HotSpot's C2 compiler (" + System.getProperty("java.vm.name")
                    + ", " + System.getProperty("java.vm.info") + "); start java without -Xint, -client and"
                    + " -XX:TieredStopAtLevel");
        }
        try {
            int bits = Cpu.vectorBits();
            return bits >= NARROWEST ? Optional.empty() : Optional.of("the preferred vector has " + bits
                    + " bits; it must have at least " + NARROWEST);
        } catch (LinkageError changed) {
            return Optional.of("the Vector API of this JDK is not the one expected: " + changed);
        }
    }

    @Override
    public List<Device> devices() {
        return unavailable().isPresent() ? List.of() : List.of(Cpu.device(Cpu.vectorBits() + " bits"));
    }

    @Override
    public int rank() {
        return RANK;
    }

    @Override
    public Processor open(Device device, Settings settings) {
        unavailable().ifPresent(reason -> {
            throw new IllegalStateException("backend simd is unavailable: " + reason);
        });
        return CpuProcessor.simd(Cpu.vectorBits(), settings);
    }
}
