package dev.axolemma.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class TableTest {

    @Test
    void alignsTextToTheLeftAndNumbersToTheRight() {
        Table table = new Table("name", ">value", "note");
        table.row("a", 1, "");
        table.row("longer", 12345.5, "x");
        StringWriter text = new StringWriter();
        table.print(new PrintWriter(text, true));
        assertThat(text).hasToString("""
                name      value  note
                a             1
                longer  12345.5  x
                """);
    }
}
