package dev.axolemma;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.axolemma.formula.Formula;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a kernel refuses never reaches a backend. */
class KernelTest {

    private static final Activation PRODUCT = Activation.of("product", 2,
            Formula.input(0).times(Formula.input(1)).times(Formula.parameter("scale")),
            new Parameter("scale", 2, Parameter.Domain.POSITIVE));

    private final float[] x = new float[8];
    private final float[] other = new float[8];
    private final float[] y = new float[8];
    private Engine engine;
    private Kernel kernel;
    private int launched;

    @BeforeEach
    void open() {
        engine = Engine.builder().backend("test").open();
        kernel = engine.prepare(Operation.of(PRODUCT, Direction.FORWARD), Dtype.F32);
        launched = TestBackend.LAUNCHED.get();
    }

    @AfterEach
    void close() {
        engine.close();
    }

    private void assertRefused(String message, Span... operands) {
        assertThatIllegalArgumentException().isThrownBy(() -> kernel.run(operands)).withMessageContaining(message);
        assertThat(TestBackend.LAUNCHED.get()).isEqualTo(launched);
    }

    private void assertAccepted(Span... operands) {
        assertThatCode(() -> kernel.run(operands)).doesNotThrowAnyException();
        assertThat(TestBackend.LAUNCHED.get()).isEqualTo(launched + 1);
    }

    @Test
    void takesInputsThenOutputs() {
        assertAccepted(Span.of(x), Span.of(other), Span.of(y));
    }

    @Test
    void refusesAnotherNumberOfOperands() {
        assertRefused("operands are 2; product forward takes 3: [input 0, input 1, output 0]", Span.of(x), Span.of(y));
        assertRefused("operands are 0;");
    }

    @Test
    void refusesNull() {
        assertRefused("input 1 is null", Span.of(x), null, Span.of(y));
    }

    @Test
    void refusesAnotherDtype() {
        assertRefused("output 0 has dtype f64; this kernel computes f32",
                Span.of(x), Span.of(other), Span.of(new double[8]));
        assertRefused("input 1 has dtype bf16; this kernel computes f32",
                Span.of(x), Span.of(new short[8], Dtype.BF16), Span.of(y));
    }

    @Test
    void refusesAnotherLength() {
        assertRefused("input 1 has 7 elements; it must have 8, as input 0 has",
                Span.of(x), Span.of(other, 0, 7), Span.of(y));
        assertRefused("output 0 has 9 elements", Span.of(x), Span.of(other), Span.of(new float[9]));
    }

    @Test
    void refusesOutputsThatCannotBeWritten() {
        assertRefused("output 0 is f32[4, 2, 1] of float[]; an output must be neither a broadcast nor read-only",
                Span.of(x), Span.of(other), Span.of(y, 0, 2).perChannel(4, 1));
        assertRefused("read-only", Span.of(x), Span.of(other),
                Span.of(MemorySegment.ofArray(y).asReadOnly(), Dtype.F32));
    }

    @Test
    void takesReadOnlyAndBroadcastInputs() {
        assertAccepted(Span.of(MemorySegment.ofArray(x).asReadOnly(), Dtype.F32), Span.of(other, 0, 1).broadcast(8),
                Span.of(y));
    }

    @Test
    void writesInPlace() {
        assertAccepted(Span.of(x), Span.of(other), Span.of(x));
    }

    @Test
    void takesNeighboursInOneArray() {
        float[] all = new float[24];
        assertAccepted(Span.of(all, 0, 8), Span.of(all, 8, 8), Span.of(all, 16, 8));
    }

    @Test
    void refusesPartialOverlap() {
        float[] all = new float[24];
        assertRefused("output 0 overlaps input 1; an output may be exactly an input",
                Span.of(x), Span.of(all, 0, 8), Span.of(all, 7, 8));
        assertRefused("output 0 overlaps input 0", Span.of(all, 1, 8), Span.of(other), Span.of(all, 0, 8));
    }

    @Test
    void refusesAnOutputOnABroadcast() {
        assertRefused("output 0 overlaps input 1", Span.of(x), Span.of(y, 3, 1).broadcast(8), Span.of(y));
    }

    @Test
    void seesOverlapBetweenKindsOfContainers() {
        assertRefused("output 0 overlaps input 0",
                Span.of(MemorySegment.ofArray(x).asReadOnly(), Dtype.F32, 1, 7), Span.of(other, 0, 7), Span.of(x, 0, 7));
        assertAccepted(Span.of(MemorySegment.ofArray(x).asReadOnly(), Dtype.F32), Span.of(other), Span.of(x));
    }

    @Test
    void seesOverlapInNativeMemory() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment memory = arena.allocate(64);
            assertRefused("output 0 overlaps input 0", Span.of(memory, Dtype.F32, 0, 8), Span.of(other),
                    Span.of(memory, Dtype.F32, 4, 8));
            assertAccepted(Span.of(memory, Dtype.F32, 0, 8), Span.of(other), Span.of(memory, Dtype.F32, 8, 8));
        }
    }

    @Test
    void refusesOutputsOnOneAnother() {
        kernel = engine.prepare(Operation.of(PRODUCT, Direction.BACKWARD), Dtype.F32);
        Span gradient = Span.of(new float[8]);
        assertRefused("output 1 overlaps output 0", Span.of(x), Span.of(other), gradient, Span.of(y), Span.of(y));
        assertRefused("upstream gradient is null", Span.of(x), Span.of(other), null, Span.of(y), Span.of(new float[8]));
    }

    @Test
    void refusesContainersThatAreGone() {
        Span closed;
        try (Arena arena = Arena.ofConfined()) {
            closed = Span.of(arena.allocate(32), Dtype.F32);
        }
        assertRefused("its arena or buffer must be open and accessible to this thread", closed, Span.of(other), Span.of(y));
    }

    @Test
    void refusesContainersOfAnotherThread() throws InterruptedException {
        try (Arena arena = Arena.ofConfined()) {
            Span foreign = Span.of(arena.allocate(32), Dtype.F32);
            Thread thread = new Thread(() -> assertRefused("accessible to this thread", foreign, Span.of(other), Span.of(y)));
            Throwable[] failure = new Throwable[1];
            thread.setUncaughtExceptionHandler((t, thrown) -> failure[0] = thrown);
            thread.start();
            thread.join();
            assertThat(failure[0]).isNull();
        }
    }

    @Test
    void takesParametersAtRunTime() {
        int prepared = TestBackend.PREPARED.get();
        kernel.with("scale", 3).run(Span.of(x), Span.of(other), Span.of(y));
        assertThat(TestBackend.parameters).containsExactly(3);
        kernel.run(Span.of(x), Span.of(other), Span.of(y));
        assertThat(TestBackend.parameters).containsExactly(2);
        assertThat(TestBackend.PREPARED.get()).isEqualTo(prepared);
    }

    @Test
    void refusesParametersThatItDoesNotHave() {
        assertThatIllegalArgumentException().isThrownBy(() -> kernel.with("alpha", 1))
                .withMessageContaining("no parameter 'alpha'").withMessageContaining("[scale]");
        assertThatIllegalArgumentException().isThrownBy(() -> kernel.with("scale", -1))
                .withMessage("parameter scale is -1.0; it must be a finite number above 0");
    }
}
