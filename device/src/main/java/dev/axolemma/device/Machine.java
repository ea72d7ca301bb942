package dev.axolemma.device;

/**
 * What all that runs on a device shares.
 *
 * @param queue of the device
 * @param pool memory for intermediate results
 * @param skeletons write its kernels
 */
record Machine(Queue queue, Pool pool, Skeletons skeletons) {

    BuiltKernel build(KernelSource source) {
        return new BuiltKernel(queue.accelerator().compile(source), source.group(), source.lanes(), queue);
    }
}
