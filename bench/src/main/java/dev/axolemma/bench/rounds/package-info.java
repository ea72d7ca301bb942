/** Measuring several things against each other, in rounds. */
package dev.axolemma.bench.rounds;
