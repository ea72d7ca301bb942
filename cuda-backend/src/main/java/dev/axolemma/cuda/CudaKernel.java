package dev.axolemma.cuda;

import dev.axolemma.device.Accelerator;

/**
 * A kernel that the driver has assembled.
 *
 * @param group how many threads make a block
 */
record CudaKernel(Driver.Function function, int group) implements Accelerator.CompiledKernel {
}
