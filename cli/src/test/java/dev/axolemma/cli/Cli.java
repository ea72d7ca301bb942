package dev.axolemma.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;

/** What a run of the command line left behind. */
record Cli(int exitCode, String out, String err) {

    static Cli run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine command = Main.commandLine().setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true));
        int exitCode = command.execute(arguments);
        return new Cli(exitCode, out.toString(), err.toString());
    }

    static Cli runWithInput(String input, String... arguments) {
        InputStream before = System.in;
        System.setIn(new ByteArrayInputStream(input.getBytes(StandardCharsets.ISO_8859_1)));
        try {
            return run(arguments);
        } finally {
            System.setIn(before);
        }
    }

    /** It succeeded with nothing to complain about. */
    Cli isFine() {
        assertThat(err).isEmpty();
        assertThat(exitCode).isZero();
        return this;
    }

    /** Nothing was printed as a result, and the reason was given in the first line. */
    Cli isRefused(int expectedExitCode, String reason) {
        assertThat(err.lines().findFirst().orElse("")).startsWith("axolemma: ").contains(reason);
        assertThat(out).isEmpty();
        assertThat(exitCode).isEqualTo(expectedExitCode);
        return this;
    }
}
