package dev.axolemma.cpu;

/** What a written class does: computes consecutive elements of operands that lie in arrays. */
interface Loop {

    /**
     * Computes the elements {@code from … to − 1} of every output.
     *
     * @param arrays the operands' arrays: {@code float[]} or {@code double[]} each
     * @param offsets where each operand's element 0 lies in its array
     * @param from the first element; 0 if the main path has several stages
     * @param to the element after the last: a multiple of {@link Code#step()} and at most {@link Code#longest()} from
     *     the first
     * @param scalars the run-time scalars: an array of the same type
     * @param scratch room for {@link Layout#scratch()} numbers: an array of the same type
     * @param careful whose careful path is called for a step that has rare elements
     */
    void run(Object[] arrays, int[] offsets, int from, int to, Object scalars, Object scratch, Loop careful);

    /** Computes the same by the careful path, if there is one, and otherwise does nothing. */
    void runCarefully(Object[] arrays, int[] offsets, int from, int to, Object scalars, Object scratch);
}
