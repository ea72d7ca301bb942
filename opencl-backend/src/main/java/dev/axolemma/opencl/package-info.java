/**
 * Kernels in OpenCL C, written from a program, and what runs them: {@link dev.axolemma.opencl.ClEmitter} writes
 * instructions, {@link dev.axolemma.opencl.ClSkeletons} kernels around them, {@link dev.axolemma.opencl.ClAccelerator} is
 * the driver.
 */
package dev.axolemma.opencl;
