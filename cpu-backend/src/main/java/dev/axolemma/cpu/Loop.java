package dev.axolemma.cpu;

/** What a written class does: computes consecutive elements of operands that lie in arrays. */
interface Loop {

    /**
     * Computes the elements 0 … count − 1 of every output.
     *
     * @param arrays the operands' arrays: {@code float[]} or {@code double[]} each
     * @param offsets where each operand starts in its array
     * @param count a multiple of {@link Code#step()}, at most {@link Code#longest()}
     * @param scalars the run-time scalars: an array of the same type
     * @param scratch room for {@link Code#scratch()} numbers: an array of the same type
     */
    void run(Object[] arrays, int[] offsets, int count, Object scalars, Object scratch);
}
