package dev.axolemma.bench.chain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.axolemma.Activations;
import dev.axolemma.Dtype;
import dev.axolemma.bench.Contestant;
import dev.axolemma.bench.DataAt;
import dev.axolemma.bench.Devices;
import dev.axolemma.bench.rounds.RoundSubject;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChainWorkloadTest {

    @Test
    void gradientsOfADeviceAreThoseOfTheHost() {
        List<double[]> expected = gradients(new Contestant("scalar", DataAt.HOST));
        for (Contestant by : Devices.opencl()) {
            assertThat(gradients(by)).as(by.toString()).usingRecursiveComparison().isEqualTo(expected);
        }
    }

    /** After each of the ways. */
    private static List<double[]> gradients(Contestant by) {
        List<double[]> gradients = new ArrayList<>();
        try (ChainWorkload workload = ChainWorkload.of(by, 1, Activations.sigmoid(), Dtype.F32, 3, 100)) {
            for (RoundSubject subject : workload.subjects()) {
                subject.run();
                gradients.add(workload.gradient().stream().toArray());
            }
        }
        return gradients;
    }
}
