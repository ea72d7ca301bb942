package dev.axolemma.cli;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.axolemma.Engine;
import dev.axolemma.spi.Backend;
import java.util.Optional;

/** Devices with memory of their own, for tests that need one. */
final class Devices {

    private Devices() {
    }

    /** Where OpenCL has none the test is skipped. */
    static void assumeOpenCl() {
        Optional<String> reason = Engine.backends().stream().filter(backend -> backend.name().equals("opencl"))
                .findFirst().flatMap(Backend::unavailable);
        assumeTrue(reason.isEmpty(), () -> "opencl is unavailable: " + reason.orElseThrow());
    }
}
