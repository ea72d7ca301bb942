package dev.axolemma.cuda;

import dev.axolemma.device.DeviceProcessor;
import dev.axolemma.spi.Backend;
import dev.axolemma.spi.Device;
import dev.axolemma.spi.Processor;
import dev.axolemma.spi.Settings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** GPUs of NVIDIA's, of which nothing but the driver is needed. */
public final class CudaBackend implements Backend {

    /** Only by name: what lies in the host's memory is computed there sooner than it is copied. */
    private static final int RANK = -1;

    @Override
    public String name() {
        return "cuda";
    }

    @Override
    public Optional<String> unavailable() {
        return Cuda.obstacle();
    }

    /** In the driver's order, which is by speed unless the environment says otherwise. */
    @Override
    public List<Device> devices() {
        if (unavailable().isPresent()) {
            return List.of();
        }
        Driver driver = Cuda.driver();
        return IntStream.range(0, driver.devices()).mapToObj(number -> describe(driver, number)).toList();
    }

    private static Device describe(Driver driver, int number) {
        Driver.Facts facts = driver.facts(number);
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put("number", String.valueOf(number));
        properties.put("compute capability", facts.major() + "." + facts.minor());
        properties.put("multiprocessors", String.valueOf(facts.multiprocessors()));
        properties.put("memory", (facts.memory() >> 20) + " MiB");
        properties.put("driver", "CUDA " + driver.version() / 1000 + "." + driver.version() % 100 / 10);
        return new Device(facts.name(), properties);
    }

    @Override
    public int rank() {
        return RANK;
    }

    @Override
    public Processor open(Device device, Settings settings) {
        unavailable().ifPresent(reason -> {
            throw new IllegalStateException("backend cuda is unavailable: " + reason);
        });
        int number = devices().indexOf(device);
        return new DeviceProcessor(new CudaAccelerator(Cuda.driver(), number), new PtxSkeletons(), true);
    }
}
