package dev.axolemma.cuda;

/** Memory that stays somebody else's. */
record BorrowedAllocation(Driver.Address start, long bytes) implements CudaAllocation {

    @Override
    public void close() {
        // Whoever allocated it frees it.
    }
}
