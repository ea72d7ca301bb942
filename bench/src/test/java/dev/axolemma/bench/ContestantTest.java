package dev.axolemma.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.axolemma.Activations;
import dev.axolemma.Dtype;
import dev.axolemma.Engine;
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

    @Test
    void readsWhatTheDeviceHasComputed() {
        for (Contestant by : Devices.opencl()) {
            try (Engine engine = by.open(1, false)) {
                Operand x = by.operand(Numbers.of(Dtype.F32, -1, 2), engine);
                Operand y = by.operand(Numbers.zeros(Dtype.F32, 2), engine);
                assertThat(x.span().memory().isPresent()).isEqualTo(by.dataAt() == DataAt.DEVICE);
                engine.forward(Activations.relu(), x.span(), y.span());
                by.await(engine);
                assertThat(y.read().stream()).containsExactly(0.0, 2.0);
            }
        }
    }
}
