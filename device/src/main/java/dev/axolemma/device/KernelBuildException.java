package dev.axolemma.device;

/** A driver refused a kernel, which is a defect of this library or of the driver. */
public final class KernelBuildException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    /**
     * @param device its name
     * @param log what the driver says
     */
    public KernelBuildException(String device, KernelSource source, String log) {
        super(device + " refuses the kernel " + source.name() + ":\n" + log.strip() + "\nIts source is:\n" + source.text());
    }
}
