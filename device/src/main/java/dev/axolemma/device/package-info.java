/**
 * What devices with memory of their own have in common. A backend brings an {@link dev.axolemma.device.Accelerator}, which
 * is its driver, and {@link dev.axolemma.device.Skeletons}, which write its kernels; {@link
 * dev.axolemma.device.DeviceProcessor} makes operations, chains, reductions and matrix products of them.
 */
package dev.axolemma.device;
