package dev.axolemma.cuda;

import dev.axolemma.Engine;
import dev.axolemma.device.DeviceProcessor;
import dev.axolemma.spi.Backend;
import dev.axolemma.spi.Device;
import dev.axolemma.spi.Processor;
import dev.axolemma.spi.Settings;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;

/** Computes with a {@link PtxMachine}: all that a GPU and its driver would be given. */
public final class MachineBackend implements Backend {

    static final String NAME = "ptx-machine";

    private static final Map<Processor, SimulatedDriver> DRIVERS = Collections.synchronizedMap(new WeakHashMap<>());

    /** For the {@link java.util.ServiceLoader}. */
    public MachineBackend() {
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Optional<String> unavailable() {
        return Optional.empty();
    }

    @Override
    public List<Device> devices() {
        return List.of(new Device(NAME, Map.of()));
    }

    @Override
    public int rank() {
        return -1;
    }

    @Override
    public Processor open(Device device, Settings settings) {
        SimulatedDriver driver = new SimulatedDriver();
        Processor processor = new DeviceProcessor(new CudaAccelerator(driver, 0), new PtxSkeletons(), true);
        DRIVERS.put(processor, driver);
        return processor;
    }

    static SimulatedDriver driver(Engine engine) {
        return engine.with(DRIVERS::get);
    }
}
