package dev.axolemma.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.axolemma.documentation.Document;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The commands of the documentation: each is one that the command line understands, and what {@code eval} answers is
 * what stands below it.
 */
class CommandExamplesTest {

    private static final String PROMPT = "$ ";
    private static final String LAUNCHER = "./axolemma";

    /** A command with the lines that follow it. */
    record Example(String command, List<String> output) {

        List<String> arguments() {
            int end = command.indexOf(" #");
            String words = command.substring(command.indexOf(LAUNCHER) + LAUNCHER.length(),
                    end < 0 ? command.length() : end);
            return words.isBlank() ? List.of() : List.of(words.strip().split(" +"));
        }

        String input() {
            return command.substring(0, command.indexOf(LAUNCHER)).replaceFirst("^echo (.*) \\| $", "$1");
        }

        @Override
        public String toString() {
            return command;
        }
    }

    static Stream<Example> commands() {
        return Stream.concat(Document.blocks("sh").flatMap(block -> block.lines().stream())
                        .map(line -> new Example(line, List.of())), answered())
                .filter(example -> example.command().contains(LAUNCHER));
    }

    static Stream<Example> answered() {
        return Document.blocks("console").flatMap(block -> split(block.lines()).stream());
    }

    private static List<Example> split(List<String> lines) {
        List<Example> examples = new ArrayList<>();
        for (String line : lines) {
            if (line.startsWith(PROMPT)) {
                examples.add(new Example(line.substring(PROMPT.length()), new ArrayList<>()));
            } else {
                examples.getLast().output().add(line);
            }
        }
        return examples;
    }

    @ParameterizedTest
    @MethodSource("commands")
    void areUnderstood(Example example) {
        String command = example.arguments().getFirst();
        if (List.of("test", "bundle").contains(command)) {
            assertThat(Cli.run("--help").out()).contains("  " + command + " ");
        } else {
            String[] arguments = example.arguments().toArray(String[]::new);
            assertThat(Main.commandLine().parseArgs(arguments).hasSubcommand()).isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("answered")
    void answerWhatIsShown(Example example) {
        assertThat(example.arguments()).first().isEqualTo("eval");
        assertThat(Cli.runWithInput(example.input(), example.arguments().toArray(String[]::new)).isFine().out().lines())
                .containsExactlyElementsOf(example.output());
    }

    @Test
    void theReadMeNamesTheTwoCommands() {
        assertThat(commands()).extracting(Example::arguments).contains(List.of("bench"), List.of("test"));
    }
}
