package dev.axolemma.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.axolemma.Activations;
import dev.axolemma.Dtype;
import dev.axolemma.Engine;
import dev.axolemma.EngineClosedException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class WorkplaceTest {

    private static final Contestant SCALAR = new Contestant("scalar", DataAt.HOST);

    @Test
    void readsWhatTheDeviceHasComputed() {
        for (Contestant by : Devices.opencl()) {
            try (Workplace place = Workplace.furnish(by, 1, false, Function.identity())) {
                Operand x = place.operand(Numbers.of(Dtype.F32, -1, 2));
                Operand y = place.operand(Numbers.zeros(Dtype.F32, 2));
                assertThat(x.span().memory().isPresent()).isEqualTo(by.dataAt() == DataAt.DEVICE);
                place.engine().forward(Activations.relu(), x.span(), y.span());
                place.await();
                assertThat(y.read().stream()).containsExactly(0.0, 2.0);
            }
        }
    }

    @Test
    void isClosedIfItCantBeFurnished() {
        List<Engine> opened = new ArrayList<>();
        assertThatThrownBy(() -> Workplace.furnish(SCALAR, 1, false, place -> {
            opened.add(place.engine());
            throw new IllegalStateException("no room");
        })).hasMessage("no room");
        assertThat(opened).singleElement().satisfies(engine ->
                assertThatThrownBy(engine::synchronize).isInstanceOf(EngineClosedException.class));
    }
}
