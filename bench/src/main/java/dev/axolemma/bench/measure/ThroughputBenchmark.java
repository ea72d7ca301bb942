package dev.axolemma.bench.measure;

import java.io.IOException;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.BenchmarkParams;

/** Runs a workload over and over. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
public class ThroughputBenchmark {

    /** A {@link Workload} as text. */
    @Param("")
    public String workload;

    private Subject subject;

    /** Threads of JMH share the elements; those of an engine share them by themselves. */
    @Setup
    public void prepare(BenchmarkParams benchmark) throws IOException {
        subject = Subject.of(Workload.parse(workload).dividedBy(benchmark.getThreads()), true);
    }

    @TearDown
    public void close() {
        subject.close();
    }

    @Benchmark
    public void run() {
        subject.run();
    }
}
