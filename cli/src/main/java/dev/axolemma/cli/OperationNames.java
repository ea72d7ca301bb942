package dev.axolemma.cli;

import dev.axolemma.Activation;
import dev.axolemma.Activations;
import dev.axolemma.Parameter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.TextTable;
import picocli.CommandLine.Model.UsageMessageSpec;

/** The part of a command's help that lists the catalogue. */
final class OperationNames {

    private static final String SECTION = "operations";

    private OperationNames() {
    }

    static void addTo(CommandLine command) {
        List<String> sections = new ArrayList<>(command.getHelpSectionKeys());
        sections.add(sections.indexOf(UsageMessageSpec.SECTION_KEY_FOOTER_HEADING), SECTION);
        command.setHelpSectionKeys(sections);
        command.getHelpSectionMap().put(SECTION, OperationNames::render);
    }

    private static String render(Help help) {
        String names = Activations.all().stream().map(OperationNames::describe).collect(Collectors.joining(", "));
        TextTable table = TextTable.forColumnWidths(help.colorScheme(), help.commandSpec().usageMessage().width());
        table.indentWrappedLines = 2;
        table.addRowValues(help.colorScheme().text("Activations, with their parameters: " + names + "."));
        return System.lineSeparator() + table;
    }

    private static String describe(Activation activation) {
        return activation.parameters().isEmpty() ? activation.name()
                : activation.name() + activation.parameters().stream().map(Parameter::name)
                        .collect(Collectors.joining(", ", "(", ")"));
    }
}
