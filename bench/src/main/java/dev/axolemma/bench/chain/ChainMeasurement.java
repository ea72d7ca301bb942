package dev.axolemma.bench.chain;

/**
 * A row of the report.
 *
 * @param activation of every layer
 * @param what what was computed
 * @param backend what computed it
 * @param dataAt where all operands were: {@code host} or {@code device}
 * @param dtype the dtype of all numbers
 * @param depth layers
 * @param size elements of each layer
 * @param threads on how many threads
 * @param gfactorPerSecond 1e9 derivatives a second, the median of all rounds
 * @param fastest the fastest round
 * @param shareOfDerivative the rate over that of the derivatives alone in the same round, the median
 */
public record ChainMeasurement(String activation, String what, String backend, String dataAt, String dtype, int depth,
        int size, int threads, double gfactorPerSecond, double fastest, double shareOfDerivative) {
}
