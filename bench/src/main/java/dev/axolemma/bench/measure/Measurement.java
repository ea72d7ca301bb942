package dev.axolemma.bench.measure;

/**
 * The throughput of a workload: a row of the report.
 *
 * @param op the activation, followed by {@code -rare} on rare input; {@code copy} and {@code triad} for bandwidth
 * @param direction what is computed of it
 * @param backend the backend, or {@code plain} for the loop a Java user would write
 * @param device what computed
 * @param dataAt where the operands were: {@code host} or {@code device}; if a device computed and they were the host's,
 *     copying them is part of the time
 * @param dtype their dtype
 * @param size the number of elements
 * @param threads how many threads computed
 * @param gelemPerSecond 1e9 elements a second, the median of all iterations of all forks
 * @param min the slowest iteration
 * @param max the fastest iteration
 * @param bytesPerElement the bytes read and written for one element
 * @param checksum CRC-32C of the bits of the result, in hexadecimal; any NaN counts as the canonical one
 */
public record Measurement(String op, String direction, String backend, String device, String dataAt, String dtype,
        long size, int threads, double gelemPerSecond, double min, double max, int bytesPerElement, String checksum) {

    private static final String RARE = "-rare";

    /** The {@link #op()} of a workload's measurement. */
    static String label(Workload workload) {
        return workload.input() instanceof Input.Rare ? workload.op() + RARE : workload.op();
    }

    /** Whether the input was rare. */
    public boolean isRare() {
        return op.endsWith(RARE);
    }

    /** The same, had the input been ordinary. */
    boolean isOrdinaryTwinOf(Measurement rare) {
        return rare.op.equals(op + RARE) && backend.equals(rare.backend) && dataAt.equals(rare.dataAt)
                && direction.equals(rare.direction) && isComparableTo(rare) && threads == rare.threads;
    }

    /** Whether both are of the same elements. */
    boolean isComparableTo(Measurement other) {
        return dtype.equals(other.dtype) && size == other.size;
    }

    /** 1e9 bytes a second. */
    public double gigabytesPerSecond() {
        return gelemPerSecond * bytesPerElement;
    }
}
