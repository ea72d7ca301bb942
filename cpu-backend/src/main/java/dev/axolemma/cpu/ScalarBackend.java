package dev.axolemma.cpu;

import dev.axolemma.spi.Backend;
import dev.axolemma.spi.Device;
import dev.axolemma.spi.Processor;
import dev.axolemma.spi.Settings;
import java.util.List;
import java.util.Optional;

/** Plain Java, an element at a time: always there. */
public final class ScalarBackend implements Backend {

    private static final int RANK = 10;

    @Override
    public String name() {
        return "scalar";
    }

    @Override
    public Optional<String> unavailable() {
        return Optional.empty();
    }

    @Override
    public List<Device> devices() {
        return List.of(Cpu.device("1 element"));
    }

    @Override
    public int rank() {
        return RANK;
    }

    @Override
    public Processor open(Device device, Settings settings) {
        return CpuProcessor.scalar(settings);
    }
}
