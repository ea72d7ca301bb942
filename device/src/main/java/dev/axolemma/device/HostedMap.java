package dev.axolemma.device;

import dev.axolemma.Span;
import dev.axolemma.spi.Executable;
import java.util.stream.IntStream;
import java.util.stream.Stream;

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
        try (Residence residence = new Residence(processor)) {
            Span[] found = IntStream.range(0, operands.length).mapToObj(i -> i < kernels.program().inputs()
                    ? residence.source(operands[i]) : residence.target(operands[i])).toArray(Span[]::new);
            Portions portions = Portions.ofElements(operands[0].extent(), residence.portion());
            residence.compute(portions, rooms -> new MapPortion(kernels,
                    Stream.of(found).map(operand -> residence.window(operand, portions, rooms)).toList(), parameters));
        }
    }
}
