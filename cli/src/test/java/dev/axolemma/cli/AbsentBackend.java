package dev.axolemma.cli;

import dev.axolemma.spi.Backend;
import dev.axolemma.spi.Device;
import dev.axolemma.spi.Processor;
import dev.axolemma.spi.Settings;
import java.util.List;
import java.util.Optional;

/** Never available. */
public final class AbsentBackend implements Backend {

    @Override
    public String name() {
        return "absent";
    }

    @Override
    public Optional<String> unavailable() {
        return Optional.of("there is no such chip here");
    }

    @Override
    public List<Device> devices() {
        return List.of();
    }

    @Override
    public int rank() {
        return -2;
    }

    @Override
    public Processor open(Device device, Settings settings) {
        throw new IllegalStateException("absent");
    }
}
