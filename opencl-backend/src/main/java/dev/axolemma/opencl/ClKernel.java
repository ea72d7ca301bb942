package dev.axolemma.opencl;

import dev.axolemma.device.Accelerator;
import org.jocl.cl_kernel;

/**
 * A kernel that the driver has compiled.
 *
 * @param group how many work items make a work group
 */
record ClKernel(cl_kernel kernel, int group) implements Accelerator.CompiledKernel {
}
