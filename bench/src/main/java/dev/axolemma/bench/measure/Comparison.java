package dev.axolemma.bench.measure;

import dev.axolemma.Dtype;
import dev.axolemma.bench.DataAt;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Predicate;

/**
 * Measurements of one run, seen against each other.
 *
 * @param measurements all of them
 */
public record Comparison(List<Measurement> measurements) {

    public Comparison {
        measurements = List.copyOf(measurements);
    }

    /**
     * The bytes a second as a share of those of a plain loop of the same size and threads: a copy if one operand is
     * read for each written, otherwise a triad. Empty for a device, whose bandwidth is another.
     */
    public OptionalDouble shareOfBandwidth(Measurement of) {
        boolean copies = of.bytesPerElement() == 2 * Dtype.of(of.dtype()).bytes();
        String loop = copies ? Workload.COPY : Workload.TRIAD;
        return isOfDevice(of) ? OptionalDouble.empty()
                : ratio(of.gigabytesPerSecond(), find(m -> m.op().equals(loop) && m.isComparableTo(of)
                        && m.threads() == of.threads()).map(Measurement::gigabytesPerSecond));
    }

    /** A device is always measured with its data there, too. */
    private boolean isOfDevice(Measurement of) {
        return find(m -> m.backend().equals(of.backend()) && m.dataAt().equals(DataAt.DEVICE.label())).isPresent();
    }

    /** How many times as fast as the plain loop on one thread. */
    public OptionalDouble speedUp(Measurement of) {
        return ratio(of.gelemPerSecond(), find(m -> m.backend().equals(Workload.PLAIN.backend())
                && m.op().equals(of.op()) && m.direction().equals(of.direction()) && m.isComparableTo(of))
                .map(Measurement::gelemPerSecond));
    }

    /** How many times as slow as on ordinary input. */
    public OptionalDouble slowDown(Measurement rare) {
        return find(m -> m.isOrdinaryTwinOf(rare))
                .map(m -> OptionalDouble.of(m.gelemPerSecond() / rare.gelemPerSecond())).orElse(OptionalDouble.empty());
    }

    private Optional<Measurement> find(Predicate<Measurement> wanted) {
        return measurements.stream().filter(wanted).findFirst();
    }

    private static OptionalDouble ratio(double rate, Optional<Double> reference) {
        return reference.map(r -> OptionalDouble.of(rate / r)).orElse(OptionalDouble.empty());
    }
}
