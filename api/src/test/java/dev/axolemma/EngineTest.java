package dev.axolemma;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import dev.axolemma.formula.Formula;
import dev.axolemma.spi.Backend;
import dev.axolemma.spi.Device;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class EngineTest {

    private static final Activation ANY = Activation.of("any", Formula::tanh);

    private final float[] x = new float[8];
    private final float[] y = new float[8];

    @Test
    void takesTheBestBackendThatIsAvailable() {
        try (Engine engine = Engine.open()) {
            assertThat(engine.information().backend()).isEqualTo("test");
            assertThat(engine.information().device().name()).isEqualTo("first");
            assertThat(engine.information().notes())
                    .containsExactly("missing is unavailable: its driver is not installed; install it");
        }
        assertThat(Engine.backends()).extracting(Backend::name).containsExactly("missing", "test");
    }

    @Test
    void takesTheDefaultBackendFromASystemProperty() {
        System.setProperty("axolemma.backend", "missing");
        try {
            assertThatExceptionOfType(BackendUnavailableException.class).isThrownBy(Engine::open);
        } finally {
            System.clearProperty("axolemma.backend");
        }
    }

    @Test
    void refusesABackendThatIsUnavailable() {
        assertThatExceptionOfType(BackendUnavailableException.class)
                .isThrownBy(() -> Engine.builder().backend("missing").open())
                .withMessage("backend missing is unavailable: its driver is not installed; install it")
                .satisfies(thrown -> assertThat(thrown.backend()).isEqualTo("missing"));
        assertThatExceptionOfType(BackendUnavailableException.class)
                .isThrownBy(() -> Engine.builder().backend("abacus").open())
                .withMessageContaining("abacus").withMessageContaining("[missing, test]");
    }

    @Test
    void handsItsSettingsToTheBackend() {
        Executor executor = ForkJoinPool.commonPool();
        try (Engine engine = Engine.builder().threads(3).executor(executor).warmUp(false).device(1).open()) {
            assertThat(TestBackend.settings.threads()).isEqualTo(3);
            assertThat(TestBackend.settings.executor()).contains(executor);
            assertThat(TestBackend.settings.warmUp()).isFalse();
            assertThat(engine.information().threads()).isEqualTo(3);
            assertThat(engine.information().device().name()).isEqualTo("second");
        }
        try (Engine engine = Engine.builder().device(device -> device.name().startsWith("s")).open()) {
            assertThat(engine.information().device().name()).isEqualTo("second");
        }
    }

    @Test
    void refusesSettingsThatMeanNothing() {
        assertThatIllegalArgumentException().isThrownBy(() -> Engine.builder().threads(0))
                .withMessage("threads is 0; it must be at least 1");
        assertThatIllegalArgumentException().isThrownBy(() -> Engine.builder().device(2).open())
                .withMessage("device is 2; there are [first, second], numbered from 0");
        assertThatIllegalArgumentException().isThrownBy(() -> Engine.builder().device(device -> false).open())
                .withMessage("device is asked for by what none has; there are [first, second]");
        assertThatNullPointerException().isThrownBy(() -> Engine.builder().backend(null)).withMessage("backend");
        assertThatNullPointerException().isThrownBy(() -> Engine.builder().executor(null)).withMessage("executor");
    }

    @Test
    void showsDevicesThatNobodyCanChange() {
        Map<String, String> properties = new LinkedHashMap<>(Map.of("vector width", "64 bits"));
        Device device = new Device("slide rule", properties);
        properties.clear();
        assertThat(device.properties()).containsOnlyKeys("vector width");
        assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(() -> device.properties().clear());
    }

    @Test
    void preparesEachShapeOnce() {
        Activation scaled = Activation.of("scaled", v -> v.times(Formula.parameter("a")), Parameter.of("a", 1));
        try (Engine engine = Engine.open()) {
            int prepared = TestBackend.PREPARED.get();
            engine.forward(scaled, x, y);
            engine.forward(scaled, x, y);
            engine.forward(scaled.with("a", 7), x, y);
            assertThat(TestBackend.parameters).containsExactly(7);
            assertThat(TestBackend.PREPARED.get()).isEqualTo(prepared + 1);
            engine.forward(scaled, new double[1], new double[1]);
            engine.derivative(scaled, x, y);
            assertThat(TestBackend.PREPARED.get()).isEqualTo(prepared + 3);
            engine.reduce(Reduction.SUM, scaled, x);
            engine.reduce(Reduction.MEAN, scaled, x);
            engine.reduce(Reduction.SUM, scaled, new double[1]);
            engine.reduce(Reduction.SUM, scaled.with("a", 7), x);
            assertThat(TestBackend.PREPARED.get()).isEqualTo(prepared + 6);
        }
    }

    @Test
    void refusesOperandsThatDoNotFit() {
        try (Engine engine = Engine.open()) {
            assertThatIllegalArgumentException().isThrownBy(() -> engine.forward(ANY, x, new float[9]));
            assertThatIllegalArgumentException().isThrownBy(() -> engine.forward(ANY));
            assertThatIllegalArgumentException().isThrownBy(() -> engine.forward(ANY, (Span) null, Span.of(y)));
            assertThatIllegalArgumentException().isThrownBy(() -> engine.backward(ANY, x, y, new float[7]));
        }
    }

    @Test
    void closesOnce() {
        int closed = TestBackend.CLOSED.get();
        Engine engine = Engine.open();
        engine.close();
        engine.close();
        assertThat(TestBackend.CLOSED.get()).isEqualTo(closed + 1);
    }

    @Test
    void refusesUseAfterClosing() {
        Engine engine = Engine.open();
        Kernel kernel = engine.prepare(Operation.of(ANY, Direction.FORWARD), Dtype.F32);
        engine.close();
        int launched = TestBackend.LAUNCHED.get();
        assertThatExceptionOfType(EngineClosedException.class)
                .isThrownBy(() -> kernel.run(Span.of(x), Span.of(y)))
                .withMessage("the engine is closed; open another one");
        assertThatExceptionOfType(EngineClosedException.class).isThrownBy(() -> engine.forward(ANY, x, y));
        assertThatExceptionOfType(EngineClosedException.class)
                .isThrownBy(() -> engine.prepare(Operation.of(ANY, Direction.FORWARD), Dtype.F32));
        assertThat(TestBackend.LAUNCHED.get()).isEqualTo(launched);
    }

    @Test
    void waitsForCallsInFlightBeforeClosing() throws InterruptedException {
        TestBackend.launching = new CountDownLatch(1);
        TestBackend.mayFinish = new CountDownLatch(1);
        Engine engine = Engine.open();
        int closed = TestBackend.CLOSED.get();
        Thread caller = Thread.ofPlatform().daemon().start(() -> engine.forward(ANY, x, y));
        assertThat(TestBackend.launching.await(10, TimeUnit.SECONDS)).isTrue();
        Thread closer = Thread.ofPlatform().daemon().start(engine::close);
        assertThat(closer.join(Duration.ofMillis(100))).isFalse();
        assertThat(TestBackend.CLOSED.get()).isEqualTo(closed);

        TestBackend.mayFinish.countDown();
        assertThat(closer.join(Duration.ofSeconds(10))).isTrue();
        assertThat(caller.join(Duration.ofSeconds(10))).isTrue();
        assertThat(TestBackend.CLOSED.get()).isEqualTo(closed + 1);
    }
}
