package dev.axolemma.opencl;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Compiled programs on disk, for drivers that keep none themselves. An entry's name is a digest of all that it depends on; it
 * begins with a digest of the rest, so that a broken one is noticed. What can't be read or written is as if it were absent.
 */
final class ProgramCache {

    /** Platforms, by parts of their names, whose drivers keep programs. */
    private static final List<String> CACHING = List.of("portable computing language", "nvidia", "intel", "apple", "rusticl");
    private static final int DIGEST_BYTES = 32;

    private final Path folder;

    ProgramCache(Path folder) {
        this.folder = folder;
    }

    /** The user's, if the driver of a platform has none. */
    static Optional<ProgramCache> of(String platform) {
        String name = platform.toLowerCase(Locale.ROOT);
        return CACHING.stream().anyMatch(name::contains) ? Optional.empty() : Optional.of(new ProgramCache(folder()));
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
            byte[] entry = Files.readAllBytes(folder.resolve(key));
            if (entry.length < DIGEST_BYTES) {
                return Optional.empty();
            }
            byte[] program = Arrays.copyOfRange(entry, DIGEST_BYTES, entry.length);
            return Arrays.equals(entry, 0, DIGEST_BYTES, digest().digest(program), 0, DIGEST_BYTES)
                    ? Optional.of(program) : Optional.empty();
        } catch (IOException absent) {
            return Optional.empty();
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
        } catch (IOException readOnlyOrFull) {
            // It will be compiled again next time.
            delete(part);
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
