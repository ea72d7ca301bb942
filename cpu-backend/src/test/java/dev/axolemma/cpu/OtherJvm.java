package dev.axolemma.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.axolemma.Activation;
import dev.axolemma.Activations;
import dev.axolemma.Dtype;
import dev.axolemma.Engine;
import dev.axolemma.Span;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.logging.ConsoleHandler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/**
 * What an engine in a JVM with other options than this one's computes.
 *
 * @param engine what it computes with
 * @param bits what it returned
 * @param log what was logged
 */
record OtherJvm(String engine, String bits, String log) {

    private static final int LENGTH = 41;
    private static final int PATIENCE_SECONDS = 60;

    /** @param warmUp whether it warms up, and computes only after something was logged */
    static OtherJvm run(Path folder, boolean warmUp, List<String> options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(ProcessHandle.current().info().command().orElseThrow()));
        command.addAll(options);
        command.addAll(List.of("--class-path", System.getProperty("java.class.path"), OtherJvm.class.getName(),
                Boolean.toString(warmUp)));
        Path out = folder.resolve("out");
        Path log = folder.resolve("log");
        Process process = new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(log.toFile()).start();
        int exit = process.waitFor();
        assertThat(exit).as(Files.readString(log)).isZero();
        List<String> lines = Files.readAllLines(out);
        return new OtherJvm(lines.getFirst(), lines.getLast(), Files.readString(log));
    }

    public static void main(String... arguments) throws InterruptedException {
        boolean warmUp = Boolean.parseBoolean(arguments[0]);
        Logger log = Logger.getLogger("dev.axolemma");
        CountDownLatch logged = new CountDownLatch(1);
        log.setUseParentHandlers(false);
        log.addHandler(new ConsoleHandler() {
            @Override
            public void publish(LogRecord line) {
                super.publish(line);
                logged.countDown();
            }
        });
        try (Engine engine = Engine.builder().warmUp(warmUp).open()) {
            System.out.println(engine.information());
            bits(engine);
            if (warmUp) {
                logged.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
            }
            System.out.println(bits(engine));
        }
    }

    /** Bits of a few activations and derivatives, on one line. */
    static String bits(Engine engine) {
        StringBuilder bits = new StringBuilder();
        for (Dtype dtype : List.of(Dtype.F32, Dtype.F64)) {
            long[] numbers = Numbers.random(new SplittableRandom(1), dtype, LENGTH);
            Span x = Numbers.array(numbers, dtype, 0);
            Span y = Numbers.array(numbers, dtype, 0);
            Numbers.set(x, numbers);
            for (Activation activation : List.of(Activations.relu(), Activations.tanh(), Activations.gelu())) {
                engine.forward(activation, x, y);
                bits.append(Arrays.toString(Numbers.get(y)));
                engine.derivative(activation, x, y);
                bits.append(Arrays.toString(Numbers.get(y)));
            }
        }
        return bits.toString();
    }
}
