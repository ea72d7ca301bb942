/** The {@code axolemma} command: parses, calls, shows. */
package dev.axolemma.cli;
