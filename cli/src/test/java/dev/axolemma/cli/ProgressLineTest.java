package dev.axolemma.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class ProgressLineTest {

    private final StringWriter shown = new StringWriter();

    private ProgressLine line(boolean terminal, Duration patience) {
        return new ProgressLine(new PrintWriter(shown, true), terminal, patience);
    }

    private void await(String text) {
        while (!shown.toString().contains(text)) {
            Thread.onSpinWait();
        }
    }

    @Test
    @Timeout(30)
    void isALineNowAndThenOffTheTerminal() {
        try (ProgressLine line = line(false, Duration.ofMillis(100))) {
            line.at("gelu forward", 1, 4);
            await("\n");
        }
        assertThat(shown.toString().stripTrailing()).matches(" 25 %  0 s, about 0 s left  gelu forward");
    }

    @Test
    @Timeout(30)
    void isRewrittenAndWipedOnTheTerminal() {
        try (ProgressLine line = line(true, Duration.ZERO)) {
            line.at("a long description", 0, 2);
            await("\r  0 %  0 s  a long description");
            line.at("short", 1, 2);
            await("short");
        }
        assertThat(shown.toString()).endsWith(" \r").doesNotContain("\n");
    }

    @Test
    void isSilentWhenWorkIsShort() {
        try (ProgressLine line = line(true, Duration.ofHours(1))) {
            line.at("short", 0, 1);
        }
        assertThat(shown.toString()).isEmpty();
    }
}
