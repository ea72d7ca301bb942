package dev.axolemma.cuda;

/** Where the elements of sequences lie, with parameters as {@link dev.axolemma.device.Sequences} says. */
final class SequenceIndices {

    private final KernelText text;
    private final Indices indices;
    private final String count;
    private final String length;
    private final String lanes;
    private final String distance;
    private final String run;
    private final String stride;

    SequenceIndices(KernelText text) {
        this.text = text;
        indices = new Indices(text);
        count = text.integer("count");
        length = text.integer("length");
        lanes = text.integer("lanes");
        distance = text.integer("distance");
        run = text.integer("run");
        stride = text.integer("stride");
    }

    String count() {
        return count;
    }

    String length() {
        return length;
    }

    String lanes() {
        return lanes;
    }

    /** The index of a sequence's first element. */
    String start(String sequence) {
        String group = indices.divide(sequence, lanes);
        return indices.multiplyAdd(group, distance, indices.remainder(sequence, group, lanes));
    }

    /** A way from one element of a sequence to others. */
    Walk walk(String number, int step) {
        return new Walk(number, step);
    }

    /** What is a step further on is found by a comparison, without another division. */
    final class Walk {

        private final String runNumber;
        private final String inRun;
        private final String runs;
        private final String rest;

        private Walk(String number, int step) {
            runNumber = indices.divide(number, run);
            inRun = indices.remainder(number, runNumber, run);
            runs = indices.divide(step, run);
            rest = indices.remainder(step, runs, run);
        }

        /** The index of the element here, of the sequence that starts there. */
        String element(String start) {
            return indices.add(inRun, indices.multiplyAdd(runNumber, stride, start));
        }

        void advance() {
            text.set(inRun, "add.s64", inRun, rest);
            text.set(runNumber, "add.s64", runNumber, runs);
            String isInRun = indices.less(inRun, run);
            text.set(runNumber, "add.s64", runNumber, indices.select(isInRun, 0, 1));
            text.set(inRun, "sub.s64", inRun, indices.select(isInRun, 0, run));
        }
    }
}
