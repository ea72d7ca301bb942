package dev.axolemma.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.axolemma.Direction;
import dev.axolemma.Dtype;
import dev.axolemma.bench.Contestant;
import dev.axolemma.bench.DataAt;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class WorkloadTest {

    @Test
    void textIsReadBack() {
        for (Input input : new Input[] {new Input.Layer(), new Input.Rare(),
            new Input.File(Path.of("/a folder/x y.txt"))}) {
            Workload workload = new Workload("gelu", Direction.BACKWARD,
                    new Contestant("opencl", DataAt.DEVICE), Dtype.F64, 4096, 2, input);
            assertThat(Workload.parse(workload.toString())).isEqualTo(workload);
        }
    }
}
