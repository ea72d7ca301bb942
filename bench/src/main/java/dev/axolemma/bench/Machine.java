package dev.axolemma.bench;

import com.sun.management.OperatingSystemMXBean;
import dev.axolemma.Engine;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The machine that results were obtained on.
 *
 * @param processor the name that the processor or the operating system gives
 * @param cores how many threads can run at once
 * @param vectorWidth the width of the vectors that the best backend computes with, as that states it
 * @param memoryBytes the physical memory
 * @param system the operating system
 * @param java the Java virtual machine
 */
public record Machine(String processor, int cores, String vectorWidth, long memoryBytes, String system, String java) {

    /** This machine. */
    public static Machine here() {
        return new Machine(processorName(), Runtime.getRuntime().availableProcessors(), widestVector(),
                ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize(),
                property("os.name") + " " + property("os.version") + ", " + property("os.arch"),
                property("java.vm.name") + " " + property("java.vm.version") + ", " + property("java.vm.vendor"));
    }

    private static String widestVector() {
        return Engine.backends().stream().flatMap(backend -> backend.devices().stream())
                .map(device -> device.properties().get("vector width")).filter(Objects::nonNull)
                .findFirst().orElse("unknown");
    }

    private static String property(String name) {
        return System.getProperty(name);
    }

    private static String processorName() {
        return linuxProcessor().or(Machine::macProcessor)
                .or(() -> Optional.ofNullable(System.getenv("PROCESSOR_IDENTIFIER")))
                .orElse(property("os.arch"));
    }

    private static Optional<String> linuxProcessor() {
        try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip()).findFirst();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> macProcessor() {
        if (!property("os.name").startsWith("Mac")) {
            return Optional.empty();
        }
        try {
            Process sysctl = new ProcessBuilder("sysctl", "-n", "machdep.cpu.brand_string").start();
            return Optional.of(new String(sysctl.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip());
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
