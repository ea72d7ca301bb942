package dev.axolemma.bench;

/** Is told how far long work is. */
@FunctionalInterface
public interface Progress {

    /** Nobody watches. */
    Progress SILENT = (step, done, total) -> { };

    /**
     * @param step what is being done now, as in {@code gelu backward}
     * @param done how many of the steps are behind
     * @param total how many there are
     */
    void at(String step, long done, long total);
}
