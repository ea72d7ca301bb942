/**
 * Kernels for NVIDIA GPUs, written as PTX from the same programs that the CPU computes. A skeleton is the shape of a
 * kernel, as map or chain, and takes any program.
 */
package dev.axolemma.cuda;
