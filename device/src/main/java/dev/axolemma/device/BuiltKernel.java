package dev.axolemma.device;

import java.util.List;

/**
 * A kernel and how to launch it.
 *
 * @param group how many work items make a work group
 * @param lanes how many elements a work item takes
 */
record BuiltKernel(Accelerator.CompiledKernel compiled, int group, int lanes, Queue queue) {

    void launch(long items, List<Object> arguments) {
        queue.launch(compiled, items, arguments.toArray());
    }

    void launchGroups(long groups, List<Object> arguments) {
        launch(groups * group, arguments);
    }
}
