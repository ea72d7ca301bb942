package dev.axolemma.bench.measure;

import dev.axolemma.Direction;
import dev.axolemma.Dtype;
import dev.axolemma.bench.Numbers;
import dev.axolemma.bench.Progress;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * One run of each workload before any is measured: whether all backends give the same bits, and what the reports say of
 * a workload beside its speed. Kernels run without a simpler one that answers for them.
 */
public final class Rehearsal {

    private final Map<Workload, Facts> facts = new HashMap<>();
    private final List<Difference> differences = new ArrayList<>();

    private Rehearsal() {
    }

    /** What is known of a workload after one run. */
    record Facts(String device, int bytesPerElement, String checksum) {
    }

    /** Two results that must have equal bits and differ; where they do first. */
    public record Difference(Workload one, Workload other, int output, long index, double oneValue,
            double otherValue) {
    }

    private record Result(Workload workload, List<Numbers> outputs) {
    }

    /** What has one answer. */
    private record Question(String op, Direction direction, Dtype dtype, int size, Input input) {

        private static Question of(Workload workload) {
            return new Question(workload.op(), workload.direction(), workload.dtype(), workload.size(),
                    workload.input());
        }
    }

    /** @throws IOException if an input cannot be read */
    public static Rehearsal of(List<Workload> workloads, Progress progress) throws IOException {
        Rehearsal rehearsal = new Rehearsal();
        Map<Question, List<Workload>> questions = workloads.stream().distinct()
                .collect(Collectors.groupingBy(Question::of, LinkedHashMap::new, Collectors.toList()));
        int done = 0;
        for (List<Workload> sameQuestion : questions.values()) {
            progress.at("comparing bits", done++, questions.size());
            rehearsal.compare(sameQuestion);
        }
        return rehearsal;
    }

    private void compare(List<Workload> workloads) throws IOException {
        List<Result> compiled = new ArrayList<>();
        for (Workload workload : workloads) {
            Result result = new Result(workload, run(workload));
            if (!workload.isPlain()) {
                compiled.add(result);
            }
        }
        compiled.stream().skip(1).forEach(other -> compare(compiled.getFirst(), other));
    }

    private List<Numbers> run(Workload workload) throws IOException {
        try (Subject subject = Subject.of(workload, false)) {
            subject.run();
            List<Numbers> outputs = subject.outputs();
            facts.put(workload, new Facts(subject.device(), subject.bytesPerElement(), Checksum.of(outputs)));
            return outputs;
        }
    }

    private void compare(Result one, Result other) {
        for (int output = 0; output < one.outputs().size(); output++) {
            Numbers a = one.outputs().get(output);
            Numbers b = other.outputs().get(output);
            long index = a.mismatch(b);
            if (index >= 0) {
                differences.add(new Difference(one.workload(), other.workload(), output, index, a.get(index),
                        b.get(index)));
            }
        }
    }

    /** Every pair of backends, places of the operands or thread counts whose bits differ. */
    public List<Difference> differences() {
        return List.copyOf(differences);
    }

    Facts facts(Workload workload) {
        return facts.get(workload);
    }
}
