package dev.axolemma.bench.measure;

import java.time.Duration;

/**
 * How long is measured.
 *
 * @param forks how many fresh virtual machines measure each workload; 0 measures in this one
 * @param warmUp how long each warms up
 * @param iterations how many rates each measures
 * @param iteration how long each of them takes
 */
public record Effort(int forks, Duration warmUp, int iterations, Duration iteration) {

    /** A first impression: in this virtual machine, where one workload's compiled code can slow down another's. */
    public static final Effort QUICK = new Effort(0, Duration.ofMillis(400), 3, Duration.ofMillis(100));
    /** The figures to go by. */
    public static final Effort FULL = new Effort(2, Duration.ofMillis(1000), 3, Duration.ofMillis(100));
}
