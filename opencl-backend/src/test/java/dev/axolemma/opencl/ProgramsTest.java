package dev.axolemma.opencl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.axolemma.Activations;
import dev.axolemma.Direction;
import dev.axolemma.Dtype;
import dev.axolemma.Operation;
import dev.axolemma.Span;
import dev.axolemma.device.DeviceProcessor;
import dev.axolemma.device.KernelBuildException;
import dev.axolemma.device.KernelSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of kernels that can't be compiled, and of those that have been. */
class ProgramsTest {

    @TempDir
    private Path folder;

    private static ClDevice device() {
        Engines.assumeDevice();
        return ClDevice.all().stream().filter(device -> device.obstacle().isEmpty()).findFirst().orElseThrow();
    }

    @Test
    void aRefusedKernelIsShown() {
        try (ClAccelerator accelerator = new ClAccelerator(device(), Optional.empty())) {
            KernelSource source = new KernelSource("broken", "kernel void broken() { nonsense; }", 64, 1);
            assertThatThrownBy(() -> accelerator.compile(source)).isInstanceOf(KernelBuildException.class)
                    .hasMessageContaining("the kernel broken").hasMessageContaining("use of undeclared identifier")
                    .hasMessageContaining(source.text());
        }
    }

    private ProgramCache cache() {
        return new ProgramCache(folder, 1 << 20);
    }

    private float half() {
        float[] x = {0};
        try (DeviceProcessor processor = new DeviceProcessor(
                new ClAccelerator(device(), Optional.of(cache())), new ClSkeletons(512), true)) {
            processor.prepare(Operation.of(Activations.sigmoid(), Direction.FORWARD), Dtype.F32)
                    .launch(new Span[] {Span.of(x), Span.of(x)}, new double[0]);
        }
        return x[0];
    }

    private List<Path> entries() throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.toList();
        }
    }

    @Test
    void aCompiledKernelIsKeptOnDisk() throws IOException {
        assertThat(half()).isEqualTo(0.5f);
        assertThat(entries()).hasSize(1);
        byte[] entry = Files.readAllBytes(entries().getFirst());
        assertThat(half()).isEqualTo(0.5f);
        assertThat(entries()).hasSize(1);
        assertThat(entries().getFirst()).hasBinaryContent(entry);
    }

    @Test
    void aBrokenEntryIsMadeAnew() throws IOException {
        half();
        Path entry = entries().getFirst();
        byte[] whole = Files.readAllBytes(entry);
        for (byte[] broken : List.of(new byte[0], new byte[40], flipped(whole))) {
            Files.write(entry, broken);
            assertThat(cache().load(entry.getFileName().toString())).isEmpty();
            assertThat(half()).isEqualTo(0.5f);
            assertThat(cache().load(entry.getFileName().toString())).isPresent();
        }
    }

    /** Whole, but nothing that the driver knows. */
    @Test
    void anEntryThatTheDriverRefusesIsMadeAnew() throws IOException {
        half();
        String key = entries().getFirst().getFileName().toString();
        cache().store(key, new byte[100]);
        assertThat(half()).isEqualTo(0.5f);
        assertThat(cache().load(key).orElseThrow()).isNotEqualTo(new byte[100]);
    }

    private static byte[] flipped(byte[] bytes) {
        byte[] flipped = bytes.clone();
        flipped[flipped.length / 2] ^= 1;
        return flipped;
    }
}
