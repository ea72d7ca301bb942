package dev.axolemma.cpu;

import java.util.Map;

/**
 * The local variables of a method that computes consecutive elements.
 *
 * @param index the variable that holds the number of the element in hand
 * @param places where each operand or slot lies, by its number
 * @param scalars the variable that holds each run-time scalar, by its number
 */
record Frame(int index, Map<Integer, Place> places, Map<Integer, Integer> scalars) {

    /** Where the element in hand lies. */
    sealed interface Place {
    }

    /**
     * {@code array[index + base + distance]}.
     *
     * @param array the variable that holds the array
     * @param base the variable that holds the base
     * @param distance a constant
     */
    record InArray(int array, int base, int distance) implements Place {
    }

    /**
     * Number {@code index} of a segment.
     *
     * @param segment the variable that holds it
     */
    record InSegment(int segment) implements Place {
    }
}
