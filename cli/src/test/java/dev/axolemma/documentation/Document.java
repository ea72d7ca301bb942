package dev.axolemma.documentation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A page of the project's documentation. */
public record Document(Path path) {

    private static final String FENCE = "```";

    /** The folder of the checkout. */
    public static final Path ROOT = Stream.iterate(Path.of("").toAbsolutePath(), Path::getParent)
            .filter(folder -> Files.exists(folder.resolve("mvnw"))).findFirst().orElseThrow();

    /**
     * What stands between fences.
     *
     * @param place for messages
     * @param language what follows the opening fence
     */
    public record Block(String place, String language, List<String> lines) {

        public String text() {
            return String.join("\n", lines) + "\n";
        }

        @Override
        public String toString() {
            return place;
        }
    }

    /** A block and the text block right after it, which shows what it prints; null if there is none. */
    record Shown(Block block, Block output) {

        @Override
        public String toString() {
            return block.toString();
        }
    }

    /** Every page that a reader finds: those at the root and those in {@code docs}. */
    public static List<Document> all() {
        try (Stream<Path> root = Files.list(ROOT); Stream<Path> docs = Files.walk(ROOT.resolve("docs"))) {
            return Stream.concat(root, docs).filter(path -> path.toString().endsWith(".md")).sorted()
                    .map(Document::new).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The blocks of every page in one of the languages. */
    public static Stream<Block> blocks(String... languages) {
        return all().stream().flatMap(document -> document.blocks().stream())
                .filter(block -> List.of(languages).contains(block.language()));
    }

    static Stream<Shown> shown(String language) {
        return all().stream().flatMap(document -> shown(document.blocks()))
                .filter(shown -> shown.block().language().equals(language));
    }

    private static Stream<Shown> shown(List<Block> blocks) {
        return IntStream.range(0, blocks.size()).mapToObj(i -> {
            boolean isAnswered = i + 1 < blocks.size() && blocks.get(i + 1).language().equals("text");
            return new Shown(blocks.get(i), isAnswered ? blocks.get(i + 1) : null);
        });
    }

    List<String> lines() {
        try {
            return Files.readAllLines(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<Block> blocks() {
        List<Block> blocks = new ArrayList<>();
        List<String> lines = lines();
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).startsWith(FENCE)) {
                int begin = i;
                do {
                    i++;
                } while (!lines.get(i).equals(FENCE));
                blocks.add(new Block(this + ":" + (begin + 1), lines.get(begin).substring(FENCE.length()),
                        lines.subList(begin + 1, i)));
            }
        }
        return blocks;
    }

    @Override
    public String toString() {
        return ROOT.relativize(path).toString();
    }
}
