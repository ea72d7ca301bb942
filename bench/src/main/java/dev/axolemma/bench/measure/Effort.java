package dev.axolemma.bench.measure;

import java.time.Duration;

/**
 * How long is measured.
 *
 * @param forks how many fresh virtual machines measure each workload; 0 measures in this one
 * @param plainWarmUp how long a plain loop warms up
 * @param kernelWarmUp how long a kernel warms up; a vector kernel takes a second or two to reach its speed
 * @param iterations how many rates each fork measures
 * @param iteration how long each of them takes
 */
public record Effort(int forks, Duration plainWarmUp, Duration kernelWarmUp, int iterations, Duration iteration) {

    /** A first impression: in this virtual machine, where one workload's compiled code can slow down another's. */
    public static final Effort QUICK =
            new Effort(0, Duration.ofMillis(400), Duration.ofMillis(1200), 3, Duration.ofMillis(100));
    /** The figures to go by. */
    public static final Effort FULL =
            new Effort(2, Duration.ofMillis(400), Duration.ofMillis(2000), 3, Duration.ofMillis(100));

    Duration warmUp(Workload workload) {
        // Threads that compute leave the compiler less of the processor.
        return workload.isPlain() ? plainWarmUp : kernelWarmUp.multipliedBy(workload.threads());
    }
}
