package dev.axolemma.cpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.axolemma.Activation;
import dev.axolemma.Activations;
import dev.axolemma.BackendUnavailableException;
import dev.axolemma.Engine;
import dev.axolemma.EngineClosedException;
import dev.axolemma.spi.Backend;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The backends as users meet them. */
@Tag("bits")
class BackendsTest {

    @Test
    void areFoundBestFirst() {
        assertThat(Engine.backends()).extracting(Backend::name).containsExactly("simd", "scalar");
    }

    @Test
    void simdIsThereIfTheVectorApiIs() {
        if (Cpu.hasVectorApi()) {
            try (Engine engine = Engine.open()) {
                assertThat(engine.information().backend()).isEqualTo("simd");
                assertThat(engine.information().notes()).isEmpty();
                assertThat(engine.information().device().properties()).containsKeys("vector width", "processors");
            }
            return;
        }
        try (Engine engine = Engine.open()) {
            assertThat(engine.information().backend()).isEqualTo("scalar");
            assertThat(engine.information().notes()).singleElement().asString()
                    .contains("simd is unavailable").contains("--add-modules jdk.incubator.vector");
        }
        assertThatExceptionOfType(BackendUnavailableException.class)
                .isThrownBy(() -> Engine.builder().backend("simd").open())
                .withMessageContaining("--add-modules jdk.incubator.vector");
    }

    @Test
    void manyThreadsShareAnEngine() throws Exception {
        List<Activation> activations = List.of(Activations.relu(), Activations.sigmoid(), Activations.tanh());
        float[] x = new float[5000];
        for (int i = 0; i < x.length; i++) {
            x[i] = (i - 2500) / 100f;
        }
        try (Engine engine = Engine.open(); ExecutorService pool = Executors.newFixedThreadPool(8)) {
            List<float[]> expected = activations.stream().map(activation -> forward(engine, activation, x)).toList();
            List<Callable<Void>> tasks = new ArrayList<>();
            for (int task = 0; task < 48; task++) {
                int which = task % activations.size();
                tasks.add(() -> {
                    assertThat(forward(engine, activations.get(which), x)).isEqualTo(expected.get(which));
                    return null;
                });
            }
            for (Future<Void> done : pool.invokeAll(tasks)) {
                done.get();
            }
        }
    }

    @Test
    void closingWhileOthersComputeHarmsNothing() throws Exception {
        float[] x = new float[100_000];
        try (ExecutorService pool = Executors.newFixedThreadPool(4)) {
            Engine engine = Engine.builder().threads(2).open();
            List<Future<Integer>> callers = new ArrayList<>();
            for (int caller = 0; caller < 4; caller++) {
                callers.add(pool.submit(() -> callUntilClosed(engine, x)));
            }
            Thread.sleep(100);
            engine.close();
            engine.close();
            for (Future<Integer> caller : callers) {
                assertThat(caller.get()).isPositive();
            }
        }
    }

    private static int callUntilClosed(Engine engine, float[] x) {
        int calls = 0;
        try {
            while (true) {
                assertThat(forward(engine, Activations.sigmoid(), x)).containsOnly(0.5f);
                calls++;
            }
        } catch (EngineClosedException closed) {
            return calls;
        }
    }

    private static float[] forward(Engine engine, Activation activation, float[] x) {
        float[] y = new float[x.length];
        engine.forward(activation, x, y);
        return y;
    }
}
