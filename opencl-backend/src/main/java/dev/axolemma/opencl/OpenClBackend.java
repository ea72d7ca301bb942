package dev.axolemma.opencl;

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

/** Any OpenCL device that computes as IEEE 754 says: graphics processors first, then processors. */
public final class OpenClBackend implements Backend {

    /**
     * Only by name: what lies in the host's memory is computed there sooner than it is copied, and a device that is the
     * host's processor once more starts slowly.
     */
    private static final int RANK = -1;
    /** What a work item of a processor computes with. */
    private static final int VECTOR_BITS = 512;

    @Override
    public String name() {
        return "opencl";
    }

    @Override
    public Optional<String> unavailable() {
        Optional<String> obstacle = Jocl.obstacle();
        if (obstacle.isPresent() || !usable().isEmpty()) {
            return obstacle;
        }
        List<String> refusals = refusals();
        return Optional.of(refusals.isEmpty()
                ? "no OpenCL platform has a device; install the driver of yours, or Debian's package pocl-opencl-icd,"
                        + " which computes on the CPU"
                : String.join("; ", refusals));
    }

    private static List<ClDevice> usable() {
        return ClDevice.all().stream().filter(device -> device.obstacle().isEmpty()).toList();
    }

    @Override
    public List<String> refusals() {
        return Jocl.obstacle().isPresent() ? List.of()
                : ClDevice.all().stream().flatMap(device -> device.obstacle().stream()).toList();
    }

    @Override
    public List<Device> devices() {
        List<ClDevice> usable = Jocl.obstacle().isPresent() ? List.of() : usable();
        return IntStream.range(0, usable.size()).mapToObj(number -> describe(usable.get(number), number)).toList();
    }

    private static Device describe(ClDevice device, int number) {
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put("number", String.valueOf(number));
        properties.put("platform", device.platformName());
        properties.put("version", device.version());
        properties.put("driver", device.driver());
        properties.put("compute units", String.valueOf(device.computeUnits()));
        properties.put("memory", (device.memory() >> 20) + " MiB");
        properties.put("largest allocation", (device.largestAllocation() >> 20) + " MiB");
        properties.put("f64", device.hasDoubles() ? "yes" : "no");
        return new Device(device.name(), properties);
    }

    @Override
    public int rank() {
        return RANK;
    }

    @Override
    public Processor open(Device device, Settings settings) {
        unavailable().ifPresent(reason -> {
            throw new IllegalStateException("backend opencl is unavailable: " + reason);
        });
        ClDevice opened = usable().get(devices().indexOf(device));
        return new DeviceProcessor(new ClAccelerator(opened, ProgramCache.of(opened.platformName())),
                new ClSkeletons(opened.isProcessor() ? VECTOR_BITS : 0), opened.hasDoubles());
    }
}
