package dev.axolemma.device;

import dev.axolemma.Span;
import dev.axolemma.spi.Executable;

/** Maps spans wherever they lie. */
final class HostedMap implements Executable {

    private final ProgramKernels kernels;
    private final DeviceProcessor processor;

    HostedMap(ProgramKernels kernels, DeviceProcessor processor) {
        this.kernels = kernels;
        this.processor = processor;
    }

    @Override
    public void launch(Span[] operands, double[] parameters) {
        long count = operands[0].extent();
        boolean complete = true;
        try (Residence residence = new Residence(processor)) {
            Span[] resident = new Span[operands.length];
            for (int i = 0; i < operands.length; i++) {
                resident[i] = operands[i].isBroadcast() ? residence.input(operands[i])
                        : residence.visible(operands[i]).orElse(operands[i]);
                complete &= resident[i].memory().isPresent();
            }
            if (complete) {
                kernels.launch(resident, parameters, 0, count);
                residence.publish();
            } else {
                long portion = processor.machine().queue().accelerator().portion();
                new Pipeline(processor.machine().queue()).compute(count, Math.min(count, portion),
                        size -> new MapPortion(kernels, processor.machine(), resident, parameters, size,
                                residence.rooms()));
            }
        }
    }
}
