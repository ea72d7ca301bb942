package dev.axolemma.device;

/**
 * A kernel in the language of a device.
 *
 * @param name of its entry point
 * @param text all of it
 * @param group how many work items make a work group
 * @param lanes how many elements a work item takes
 */
public record KernelSource(String name, String text, int group, int lanes) {
}
