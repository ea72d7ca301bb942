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
    void aDeviceIsMeasuredWithOneNumberOfThreads() {
        Contestant scalar = new Contestant("scalar", DataAt.HOST);
        Contestant copied = new Contestant("opencl", DataAt.HOST);
        List<Contestant> all = List.of(scalar, new Contestant("opencl", DataAt.DEVICE), copied);
        assertThat(copied.isDeviceAmong(all)).isTrue();
        assertThat(scalar.isDeviceAmong(all)).isFalse();
        assertThat(Contestant.at(4, List.of(4, 1), all)).isEqualTo(all);
        assertThat(Contestant.at(1, List.of(4, 1), all)).containsExactly(scalar);
    }

    @Test
    void aDeviceComputesFromItsMemoryAndFromTheHosts() {
        List<Contestant> expected = Devices.opencl();
        assertThat(Contestant.of(List.of("opencl"))).isEqualTo(expected);
    }
}
