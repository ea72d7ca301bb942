package dev.axolemma.device;

/**
 * What all that runs on a device shares.
 *
 * @param queue of the device
 * @param pool memory for intermediate results
 * @param skeletons write its kernels
 */
record Machine(Queue queue, Pool pool, Skeletons skeletons) {

    /** Which part of the device's memory a portion of an operand may take: a call has some dozens of such at once. */
    private static final long SHARE = 256;

    /** How many elements are copied at once while others are computed. */
    long portion() {
        Accelerator accelerator = queue.accelerator();
        return Math.min(accelerator.portion(), accelerator.memory() / SHARE / Double.BYTES);
    }

    BuiltKernel build(KernelSource source) {
        return new BuiltKernel(queue.accelerator().compile(source), source.group(), source.lanes(), queue);
    }
}
