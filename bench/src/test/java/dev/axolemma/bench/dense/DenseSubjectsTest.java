package dev.axolemma.bench.dense;

import static org.assertj.core.api.Assertions.assertThat;

import dev.axolemma.Dtype;
import dev.axolemma.bench.Contestant;
import dev.axolemma.bench.DataAt;
import dev.axolemma.bench.Devices;
import dev.axolemma.bench.rounds.RoundSubject;
import java.util.List;
import org.junit.jupiter.api.Test;

class DenseSubjectsTest {

    private static final MatrixShape SHAPE = new MatrixShape(2, 3, 4);

    @Test
    void productsOfADeviceAreThoseOfTheHost() {
        double[] expected = product(new Contestant("scalar", DataAt.HOST));
        assertThat(expected).doesNotContain(0);
        for (Contestant by : Devices.opencl()) {
            assertThat(product(by)).as(by.toString()).isEqualTo(expected);
        }
    }

    private static double[] product(Contestant by) {
        try (ProductSubject subject = ProductSubject.of(by, Dtype.F32, SHAPE, 1)) {
            subject.run();
            return subject.result().stream().toArray();
        }
    }

    @Test
    void chainsRunOnADeviceFromItsMemoryAndFromTheHosts() {
        for (Contestant by : Devices.opencl()) {
            for (RoundSubject subject : List.of(ChainSubject.forward(by, Dtype.F32, 1),
                    ChainSubject.backward(by, Dtype.F32, 1))) {
                subject.run();
                assertThat(subject.name()).endsWith("ward, 3 tanh layers of 512, batch 256");
                subject.close();
            }
        }
    }
}
