package dev.axolemma.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.axolemma.Direction;
import dev.axolemma.Dtype;
import dev.axolemma.bench.Contestant;
import dev.axolemma.bench.DataAt;
import dev.axolemma.bench.Numbers;
import dev.axolemma.bench.reference.Ulp;
import java.io.IOException;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class PlainLoopsTest {

    private static final int SIZE = 10_000;
    private static final Contestant SCALAR = new Contestant("scalar", DataAt.HOST);

    static Stream<String> activations() {
        return PlainFloatLoops.ALL.keySet().stream()
                .filter(key -> !key.startsWith(Workload.COPY) && !key.startsWith(Workload.TRIAD));
    }

    @ParameterizedTest
    @MethodSource("activations")
    void computeWhatTheCatalogueDoes(String key) throws IOException {
        for (Dtype dtype : Dtype.values()) {
            double tolerance = dtype.isStorage() ? 2 * Ulp.of(dtype).unit(1) : 1e-6;
            double[] plain = run(key, Workload.PLAIN, dtype);
            double[] scalar = run(key, SCALAR, dtype);
            for (int i = 0; i < SIZE; i++) {
                assertThat(plain[i]).isCloseTo(scalar[i], within(tolerance * (1 + Math.abs(scalar[i]))));
            }
        }
    }

    private static double[] run(String key, Contestant by, Dtype dtype) throws IOException {
        String[] parts = key.split(" ");
        Direction direction = Arrays.stream(Direction.values())
                .filter(d -> d.label().equals(parts[1])).findFirst().orElseThrow();
        Workload workload = new Workload(parts[0], direction, by, dtype, SIZE, 1, new Input.Layer());
        try (Subject subject = Subject.of(workload, true)) {
            subject.run();
            return subject.outputs().getFirst().stream().toArray();
        }
    }

    @Test
    void bothDtypesHaveTheSame() {
        assertThat(PlainDoubleLoops.ALL.keySet()).isEqualTo(PlainFloatLoops.ALL.keySet());
    }

    @ParameterizedTest
    @EnumSource(names = {"F32", "F64"})
    void copyAndTriadReadWhatTheySay(Dtype dtype) throws IOException {
        Numbers input = new Input.Layer().load(dtype);
        double[] x = Subject.operand(input, 0, SIZE).stream().toArray();
        double[] upstream = Subject.operand(input, 1, SIZE).stream().toArray();
        assertThat(run("copy forward", Workload.PLAIN, dtype)).containsExactly(x);
        assertThat(run("triad backward", Workload.PLAIN, dtype)).containsExactly(
                IntStream.range(0, SIZE).mapToDouble(i -> upstream[i] + 3 * x[i]).toArray(), within(1e-5));
    }
}
