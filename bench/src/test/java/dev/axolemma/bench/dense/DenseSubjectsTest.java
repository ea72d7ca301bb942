package dev.axolemma.bench.dense;

import static org.assertj.core.api.Assertions.assertThat;

import dev.axolemma.Dtype;
import dev.axolemma.bench.Contestant;
import dev.axolemma.bench.Devices;
import dev.axolemma.bench.rounds.RoundSubject;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DenseSubjectsTest {

    @Test
    void runOnADeviceFromItsMemoryAndFromTheHosts() {
        List<String> run = new ArrayList<>();
        for (Contestant by : Devices.opencl()) {
            List<RoundSubject> subjects = new ArrayList<>(ChainSubject.both(by, Dtype.F32, 1));
            subjects.add(new ProductSubject(by, Dtype.F32, new MatrixShape(2, 3, 4), 1));
            for (RoundSubject subject : subjects) {
                subject.run();
                run.add(subject.name() + " at " + subject.by().dataAt().label());
                subject.close();
            }
        }
        assertThat(run).containsExactly("forward, 3 tanh layers of 512, batch 256 at device",
                "backward, 3 tanh layers of 512, batch 256 at device", "product 2 x 3 x 4 at device",
                "forward, 3 tanh layers of 512, batch 256 at host",
                "backward, 3 tanh layers of 512, batch 256 at host", "product 2 x 3 x 4 at host");
    }
}
