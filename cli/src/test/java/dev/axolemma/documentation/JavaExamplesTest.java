package dev.axolemma.documentation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.axolemma.Engine;
import dev.axolemma.compiler.Program;
import dev.axolemma.documentation.Document.Block;
import dev.axolemma.documentation.Document.Shown;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The Java of the documentation: a block that begins with the name of a file is quoted from it, word for word; every
 * other is a program, which prints what the text block after it shows. There a line … stands for any lines.
 */
class JavaExamplesTest {

    private static final String QUOTED = "// ";
    private static final List<String> VECTORS = List.of("--add-modules", "jdk.incubator.vector");

    @TempDir
    private Path folder;

    static Stream<Block> quotations() {
        return Document.blocks("java").filter(JavaExamplesTest::isQuoted);
    }

    static Stream<Arguments> programs() {
        return Document.shown("java").filter(shown -> !isQuoted(shown.block()))
                .flatMap(shown -> Stream.of(VECTORS, List.of()).map(options -> Arguments.of(shown, options)));
    }

    private static boolean isQuoted(Block block) {
        return block.lines().getFirst().startsWith(QUOTED);
    }

    @ParameterizedTest
    @MethodSource("quotations")
    void quotesTheFileThatItNames(Block block) throws IOException {
        Path file = Document.ROOT.resolve(block.lines().getFirst().substring(QUOTED.length()));
        String quoted = String.join("\n", block.lines().subList(1, block.lines().size()));

        assertThat(Files.readString(file).lines().map(String::strip).collect(Collectors.joining("\n")))
                .contains(quoted.lines().map(String::strip).collect(Collectors.joining("\n")));
    }

    /** With the SIMD backend and without it, on the class path that the one CPU coordinate brings. */
    @ParameterizedTest
    @MethodSource("programs")
    void printsWhatIsShown(Shown shown, List<String> options) throws Exception {
        Path source = Files.writeString(folder.resolve("Example.java"), shown.block().text());

        String printed = run(options, source);

        if (shown.output() != null) {
            assertThat(printed).matches(pattern(shown.output().lines()));
        }
    }

    private static Pattern pattern(List<String> lines) {
        return Pattern.compile(lines.stream().map(line -> line.equals("…") ? "(.*\n)*" : Pattern.quote(line) + "\n")
                .collect(Collectors.joining()));
    }

    private String run(List<String> options, Path source) throws Exception {
        List<String> command = new ArrayList<>(List.of(ProcessHandle.current().info().command().orElseThrow()));
        command.addAll(options);
        command.addAll(List.of("-Duser.language=en", "--class-path", libraries(), source.toString()));
        Path errors = folder.resolve("errors");
        Process process = new ProcessBuilder(command).redirectError(errors.toFile()).start();
        String printed = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as(() -> read(errors)).isZero();
        return printed;
    }

    private static String libraries() throws ReflectiveOperationException, URISyntaxException {
        List<String> places = new ArrayList<>();
        for (Class<?> type : List.of(Engine.class, Program.class, Class.forName("dev.axolemma.cpu.ScalarBackend"))) {
            places.add(Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString());
        }
        return String.join(File.pathSeparator, places);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
