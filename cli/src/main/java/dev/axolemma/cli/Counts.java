package dev.axolemma.cli;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Numbers of things, of which there must be one at least. */
final class Counts {

    private Counts() {
    }

    /** @throws ParameterException if there are fewer */
    static void check(String option, int value, CommandSpec command) {
        if (value < 1) {
            throw new ParameterException(command.commandLine(), option + " is " + value + "; it must be at least 1");
        }
    }
}
