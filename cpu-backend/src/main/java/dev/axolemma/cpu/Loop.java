package dev.axolemma.cpu;

/** What a written class does: computes consecutive elements of operands that lie in containers of one kind. */
interface Loop {

    /**
     * Computes the elements {@code from … to − 1} of every output.
     *
     * @param containers what the operands lie in: a {@code float[]}, {@code double[]} or {@code MemorySegment} each
     * @param offsets where each operand's element 0 lies in its container
     * @param from the first element; 0 if the main path has several stages
     * @param to the element after the last: a multiple of {@link Code#step()} and at most {@link Code#longest()} from
     *     the first
     * @param scalars the run-time scalars: an array of the same type
     * @param scratch room for {@link Layout#scratch()} numbers: an array of the same type
     * @param careful whose careful path is called for a step that has rare elements
     */
    void run(Object[] containers, long[] offsets, int from, int to, Object scalars, Object scratch, Loop careful);

    /** Computes the same by the careful path, if there is one, and otherwise does nothing. */
    void runCarefully(Object[] containers, long[] offsets, int from, int to, Object scalars, Object scratch);
}
