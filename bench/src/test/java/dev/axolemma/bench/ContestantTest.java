package dev.axolemma.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ContestantTest {

    @Test
    void aProcessorComputesInTheHostsMemory() {
        assertThat(Contestant.of(List.of("scalar"))).containsExactly(new Contestant("scalar", DataAt.HOST));
    }

    @Test
    void aDeviceComputesFromItsMemoryAndFromTheHosts() {
        List<Contestant> expected = Devices.opencl();
        assertThat(Contestant.of(List.of("opencl"))).isEqualTo(expected);
    }
}
