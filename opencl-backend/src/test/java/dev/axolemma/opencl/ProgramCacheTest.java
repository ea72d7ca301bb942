package dev.axolemma.opencl;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Compiled programs on disk take no more than they may, and those used last stay. */
class ProgramCacheTest {

    private static final int PROGRAM = 100;
    /** What a program and its digest take. */
    private static final int ENTRY = PROGRAM + 32;

    @TempDir
    private Path folder;

    private static byte[] program(int number) {
        byte[] program = new byte[PROGRAM];
        program[0] = (byte) number;
        return program;
    }

    private void setUsed(String key, long at) throws IOException {
        Files.setLastModifiedTime(folder.resolve(key), FileTime.fromMillis(at));
    }

    private List<String> keys() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void thoseNotUsedForLongestGo() throws IOException {
        ProgramCache cache = new ProgramCache(folder, 3 * ENTRY);
        for (int i = 0; i < 3; i++) {
            cache.store("old" + i, program(i));
            setUsed("old" + i, 1000 * i);
        }
        assertThat(keys()).containsExactly("old0", "old1", "old2");
        assertThat(cache.load("old0")).hasValue(program(0));
        cache.store("new", program(3));
        assertThat(keys()).containsExactly("new", "old0", "old2");
        cache.store("old2", program(4));
        assertThat(keys()).containsExactly("new", "old0", "old2");
        assertThat(cache.load("old2")).hasValue(program(4));
    }

    /** A broken entry is not used, and what a JVM left that was killed has no reader. */
    @Test
    void remainsGo() throws IOException {
        ProgramCache cache = new ProgramCache(folder, 2 * ENTRY);
        for (String key : List.of("broken", "left.part")) {
            Files.write(folder.resolve(key), new byte[ENTRY]);
            setUsed(key, 1000);
        }
        assertThat(cache.load("broken")).isEmpty();
        cache.store("one", program(1));
        cache.store("two", program(2));
        assertThat(keys()).containsExactly("one", "two");
    }

    @Test
    void aProgramThatIsTooLong() throws IOException {
        ProgramCache cache = new ProgramCache(folder, ENTRY - 1);
        cache.store("long", program(1));
        assertThat(cache.load("long")).isEmpty();
        assertThat(keys()).isEmpty();
    }

    /** Each stores and loads, and removes what others have stored. */
    @Test
    void severalAtOnce() throws IOException, InterruptedException {
        List<Thread> threads = new ArrayList<>();
        List<String> wrong = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            int number = i;
            threads.add(Thread.startVirtualThread(() -> {
                ProgramCache cache = new ProgramCache(folder, 4 * ENTRY);
                for (int turn = 0; turn < 100; turn++) {
                    int stored = (number + turn) % 10;
                    cache.store("program" + stored, program(stored));
                    int loaded = (number + 3 * turn) % 10;
                    cache.load("program" + loaded).filter(program -> program[0] != loaded).ifPresent(program -> {
                        synchronized (wrong) {
                            wrong.add("program" + loaded);
                        }
                    });
                }
            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(wrong).isEmpty();
        assertThat(keys()).isNotEmpty().hasSizeLessThanOrEqualTo(4).allMatch(key -> key.startsWith("program"));
    }
}
