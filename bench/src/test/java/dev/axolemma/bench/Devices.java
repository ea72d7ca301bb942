package dev.axolemma.bench;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.axolemma.Engine;
import dev.axolemma.spi.Backend;
import java.util.List;
import java.util.Optional;

/** Devices with memory of their own, for tests that need one. */
public final class Devices {

    private Devices() {
    }

    /** OpenCL's first device, from its memory and from the host's. Where there is none the test is skipped. */
    public static List<Contestant> opencl() {
        Optional<String> reason = Engine.backends().stream().filter(backend -> backend.name().equals("opencl"))
                .findFirst().flatMap(Backend::unavailable);
        assumeTrue(reason.isEmpty(), () -> "opencl is unavailable: " + reason.orElseThrow());
        return List.of(new Contestant("opencl", DataAt.DEVICE), new Contestant("opencl", DataAt.HOST));
    }
}
