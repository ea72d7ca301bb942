package dev.axolemma.cuda;

import java.util.ArrayDeque;
import java.util.Deque;

/** What gives back what was taken, the last first, whatever of it fails: after an error many calls do. */
final class Undo {

    private final Deque<Runnable> steps = new ArrayDeque<>();

    Undo(Runnable last) {
        steps.push(last);
    }

    /** Adds what is to be done before all others. */
    void add(Runnable step) {
        steps.push(step);
    }

    void run() {
        for (Runnable step : steps) {
            try {
                step.run();
            } catch (CudaException failed) {
                // What matters is the failure that led here, or there is none to be told of.
                continue;
            }
        }
    }
}
