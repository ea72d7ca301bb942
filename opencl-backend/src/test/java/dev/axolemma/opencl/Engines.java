package dev.axolemma.opencl;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.axolemma.Engine;
import java.util.Optional;

/** The engine under test and the one whose bits it must return. */
final class Engines {

    private static Engine opencl;
    private static Engine scalar;

    private Engines() {
    }

    /** Open as long as the tests run. Where there is no device the test is skipped. */
    static synchronized Engine opencl() {
        assumeDevice();
        if (opencl == null) {
            opencl = Engine.builder().backend("opencl").open();
        }
        return opencl;
    }

    static synchronized Engine scalar() {
        if (scalar == null) {
            scalar = Engine.builder().backend("scalar").open();
        }
        return scalar;
    }

    static void assumeDevice() {
        Optional<String> reason = new OpenClBackend().unavailable();
        assumeTrue(reason.isEmpty(), () -> "opencl is unavailable: " + reason.orElseThrow());
    }
}
