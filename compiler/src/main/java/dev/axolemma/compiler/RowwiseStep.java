package dev.axolemma.compiler;

import java.util.List;
import java.util.Optional;

/** One of the passes that a row-wise function makes over its rows, each of which needs the one before to be done. */
public sealed interface RowwiseStep {

    /** Where numbers of a step lie. */
    sealed interface Place {

        /** An operand of the function: a number for each element. */
        record Operand(int number) implements Place {
        }

        /** A number for each row. */
        record Statistic(int number) implements Place {
        }
    }

    /** How many statistics the steps of a function use at most. */
    int STATISTICS = 3;

    /** Maps every element; or every row, if all places are statistics. */
    record Mapping(Program program, List<Place> inputs, Place output) implements RowwiseStep {

        /** Whether it maps rows. */
        public boolean isOfRows() {
            return output instanceof Place.Statistic;
        }
    }

    /**
     * Reduces each row to a statistic.
     *
     * @param term what is reduced, of the inputs; empty if that is the one input
     */
    record Folding(Optional<Program> term, Fold fold, List<Place> inputs, Place.Statistic result)
            implements RowwiseStep {
    }

    /**
     * Of several ones in a row keeps the first alone.
     *
     * @param ones an operand of zeros and ones
     * @param count how many ones a row has
     */
    record Choice(Place.Operand ones, Place.Statistic count) implements RowwiseStep {
    }
}
