package dev.axolemma.opencl;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Compiled programs on disk, for drivers that keep none themselves. An entry's name is a digest of all that it depends on; it
 * begins with a digest of the rest, so that a broken one is noticed. What can't be read or written is as if it were absent.
 * All take no more than so many bytes: those not used for longest go first. Several JVMs may share a folder.
 */
final class ProgramCache {

    /** Platforms, by parts of their names, whose drivers keep programs. */
    private static final List<String> CACHING = List.of("portable computing language", "nvidia", "intel", "apple", "rusticl");
    private static final int DIGEST_BYTES = 32;

    /** Thousands of kernels. */
    private static final long MOST = 1L << 27;

    private final Path folder;
    private final long most;

    /** An entry, or part of one that nobody has finished. */
    private record Entry(Path file, BasicFileAttributes attributes) {
    }

    /** @param most how many bytes all entries may take */
    ProgramCache(Path folder, long most) {
        this.folder = folder;
        this.most = most;
    }

    /** The user's, if the driver of a platform has none. */
    static Optional<ProgramCache> of(String platform) {
        String name = platform.toLowerCase(Locale.ROOT);
        return CACHING.stream().anyMatch(name::contains) ? Optional.empty()
                : Optional.of(new ProgramCache(folder(), MOST));
    }

    private static Path folder() {
        Path home = Path.of(System.getProperty("user.home"));
        String set = Optional.ofNullable(System.getenv("XDG_CACHE_HOME")).orElseGet(() -> System.getenv("LOCALAPPDATA"));
        return (set == null || set.isBlank() ? home.resolve(".cache") : Path.of(set)).resolve("axolemma").resolve("opencl");
    }

    /** What an entry is found by. */
    static String key(String... dependsOn) {
        MessageDigest digest = digest();
        for (String part : dependsOn) {
            digest.update(part.getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** An entry, if there is one and it is whole. */
    Optional<byte[]> load(String key) {
        try {
            Optional<byte[]> program = program(Files.readAllBytes(folder.resolve(key)));
            program.ifPresent(whole -> use(folder.resolve(key)));
            return program;
        } catch (IOException absent) {
            return Optional.empty();
        }
    }

    private static Optional<byte[]> program(byte[] entry) {
        if (entry.length < DIGEST_BYTES) {
            return Optional.empty();
        }
        byte[] program = Arrays.copyOfRange(entry, DIGEST_BYTES, entry.length);
        return Arrays.equals(entry, 0, DIGEST_BYTES, digest().digest(program), 0, DIGEST_BYTES)
                ? Optional.of(program) : Optional.empty();
    }

    private static void use(Path entry) {
        try {
            Files.setLastModifiedTime(entry, FileTime.from(Instant.now()));
        } catch (IOException readOnlyOrGone) {
            // Then it is older than it could be.
            return;
        }
    }

    /** Others that read it at the same time see all of it or nothing. */
    void store(String key, byte[] program) {
        Path part = null;
        try {
            Files.createDirectories(folder);
            part = Files.createTempFile(folder, key, ".part");
            byte[] entry = Arrays.copyOf(digest().digest(program), DIGEST_BYTES + program.length);
            System.arraycopy(program, 0, entry, DIGEST_BYTES, program.length);
            Files.write(part, entry);
            Files.move(part, folder.resolve(key), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            shrink();
        } catch (IOException | UncheckedIOException readOnlyOrFull) {
            // It will be compiled again next time.
            delete(part);
        }
    }

    /** Removes what was not used for longest. Who was about to read or finish it compiles again. */
    private void shrink() throws IOException {
        List<Entry> entries = entries();
        long bytes = entries.stream().mapToLong(entry -> entry.attributes().size()).sum();
        for (int i = 0; i < entries.size() && bytes > most; i++) {
            Files.deleteIfExists(entries.get(i).file());
            bytes -= entries.get(i).attributes().size();
        }
    }

    /** Those used last come last. */
    private List<Entry> entries() throws IOException {
        List<Entry> entries = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                entry(file).ifPresent(entries::add);
            }
        }
        entries.sort(Comparator.comparing(entry -> entry.attributes().lastModifiedTime()));
        return entries;
    }

    private static Optional<Entry> entry(Path file) throws IOException {
        try {
            return Optional.of(new Entry(file, Files.readAttributes(file, BasicFileAttributes.class)));
        } catch (NoSuchFileException deletedByOthers) {
            return Optional.empty();
        }
    }

    private static void delete(Path part) {
        try {
            if (part != null) {
                Files.deleteIfExists(part);
            }
        } catch (IOException readOnly) {
            part.toFile().deleteOnExit();
        }
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError("every Java platform has SHA-256", impossible);
        }
    }
}
