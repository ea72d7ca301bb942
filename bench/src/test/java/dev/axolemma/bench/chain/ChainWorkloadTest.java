package dev.axolemma.bench.chain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.axolemma.Activations;
import dev.axolemma.Dtype;
import dev.axolemma.bench.Contestant;
import dev.axolemma.bench.Devices;
import dev.axolemma.bench.rounds.RoundSubject;
import org.junit.jupiter.api.Test;

class ChainWorkloadTest {

    @Test
    void runsOnADeviceFromItsMemoryAndFromTheHosts() {
        for (Contestant by : Devices.opencl()) {
            try (ChainWorkload workload = new ChainWorkload(by, 1, Activations.relu(), Dtype.F32, 3, 100)) {
                workload.subjects().forEach(RoundSubject::run);
                assertThat(workload.subjects()).extracting(RoundSubject::by).containsOnly(by);
            }
        }
    }
}
