package dev.axolemma.bench.dense;

/**
 * A row of the report.
 *
 * @param what what was computed
 * @param by what computed it: a backend, OpenBLAS, or registers for the processor's peak
 * @param dataAt where all operands were: {@code host} or {@code device}
 * @param dtype the dtype of all numbers
 * @param threads on how many threads of the host; a device does not use them
 * @param gflopPerSecond 1e9 multiplications and additions a second, the median of all rounds
 * @param fastest the fastest round
 * @param shareOfPeak the rate over that of as many threads of independent fused multiply-adds in the same round, the
 *     median; null for a device, whose peak is not known
 */
public record DenseMeasurement(String what, String by, String dataAt, String dtype, int threads, double gflopPerSecond,
        double fastest, Double shareOfPeak) {
}
