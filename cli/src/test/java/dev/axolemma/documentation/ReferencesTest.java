package dev.axolemma.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.axolemma.documentation.Document.Block;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the documentation refers to is there. */
class ReferencesTest {

    private static final Pattern INLINE = Pattern.compile("\\]\\(([^)#]+)[^)]*\\)");
    private static final Pattern DEFINITION = Pattern.compile("^\\[([^\\]]+)\\]: (\\S+)");
    private static final Pattern LABEL = Pattern.compile("\\[(`[^`\\]]+`)\\](?![(:])");
    private static final Pattern COORDINATE = Pattern.compile("<(groupId|artifactId|version)>([^<]+)</");

    static List<Document> documents() {
        return Document.all();
    }

    static Stream<Block> coordinates() {
        return Document.blocks("xml");
    }

    @ParameterizedTest
    @MethodSource("documents")
    void linksLeadToFilesOfTheProject(Document document) {
        Stream<String> targets = Stream.concat(find(INLINE, document).map(link -> link.group(1)),
                find(DEFINITION, document).map(link -> link.group(2)));

        assertThat(targets.filter(target -> !target.startsWith("https://"))
                .filter(target -> Files.notExists(document.path().resolveSibling(target)))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("documents")
    void namesInBracketsAreDefined(Document document) {
        List<String> defined = find(DEFINITION, document).map(link -> link.group(1)).toList();

        assertThat(find(LABEL, document).map(label -> label.group(1))).isSubsetOf(defined);
    }

    @ParameterizedTest
    @MethodSource("coordinates")
    void coordinatesAreThoseOfThePublishedArtifact(Block block) throws IOException {
        String published = Files.readString(Document.ROOT.resolve("library/pom.xml"));

        assertThat(COORDINATE.matcher(block.text()).results().map(MatchResult::group)).hasSize(3)
                .allSatisfy(coordinate -> assertThat(published).contains(coordinate));
    }

    private static Stream<MatchResult> find(Pattern pattern, Document document) {
        return document.lines().stream().flatMap(line -> pattern.matcher(line).results());
    }
}
