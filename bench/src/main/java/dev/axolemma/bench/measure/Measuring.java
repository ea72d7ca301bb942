package dev.axolemma.bench.measure;

import dev.axolemma.bench.Progress;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** Measures workloads with JMH. Forks get the options of this virtual machine. */
public final class Measuring {

    private static final double GIGA = 1e9;

    private final Effort effort;
    private final Rehearsal rehearsal;

    /** @param rehearsal of every workload that is going to be measured */
    public Measuring(Effort effort, Rehearsal rehearsal) {
        this.effort = effort;
        this.rehearsal = rehearsal;
    }

    /**
     * Measures each workload.
     *
     * @return in the order of the workloads
     * @throws MeasuringException if JMH cannot run
     */
    public List<Measurement> measure(List<Workload> workloads, Progress progress) {
        JmhProgress output = new JmhProgress(progress, workloads.size());
        Map<Workload, Measurement> measured = new HashMap<>();
        workloads.stream().collect(Collectors.groupingBy(this::run, LinkedHashMap::new, Collectors.toList()))
                .forEach((run, together) -> results(options(run, together), output).forEach(result -> {
                    Workload workload = Workload.parse(result.getParams().getParam("workload"));
                    measured.put(workload, measurement(workload, result));
                }));
        return workloads.stream().map(measured::get).toList();
    }

    /** What all workloads of one run of JMH share. An engine has threads of its own; a plain loop is run by JMH's. */
    private record Run(int threads, Duration warmUp) {
    }

    private Run run(Workload workload) {
        return new Run(workload.isPlain() ? workload.threads() : 1, effort.warmUp(workload));
    }

    private Options options(Run run, List<Workload> workloads) {
        return new OptionsBuilder()
                .include(Pattern.quote(ThroughputBenchmark.class.getName()))
                .param("workload", workloads.stream().map(Workload::toString).toArray(String[]::new))
                .threads(run.threads())
                .forks(effort.forks())
                .warmupIterations(1).warmupTime(time(run.warmUp()))
                .measurementIterations(effort.iterations()).measurementTime(time(effort.iteration()))
                .shouldFailOnError(true)
                .build();
    }

    private static TimeValue time(Duration duration) {
        return TimeValue.milliseconds(duration.toMillis());
    }

    private static Collection<RunResult> results(Options options, JmhProgress output) {
        try {
            return new Runner(options, output).run();
        } catch (RunnerException e) {
            throw new MeasuringException("JMH could not measure: " + e.getMessage() + output.said(), e);
        }
    }

    private Measurement measurement(Workload workload, RunResult result) {
        int share = workload.dividedBy(result.getParams().getThreads()).size();
        double[] rates = result.getBenchmarkResults().stream()
                .flatMap(fork -> fork.getIterationResults().stream())
                .mapToDouble(iteration -> iteration.getPrimaryResult().getScore() * share / GIGA)
                .sorted().toArray();
        Rehearsal.Facts facts = rehearsal.facts(workload);
        return new Measurement(Measurement.label(workload), workload.direction().label(), workload.by().backend(),
                facts.device(), workload.by().dataAt().label(), workload.dtype().label(), workload.size(),
                workload.threads(), median(rates), rates[0], rates[rates.length - 1], facts.bytesPerElement(),
                facts.checksum());
    }

    private static double median(double[] sorted) {
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
