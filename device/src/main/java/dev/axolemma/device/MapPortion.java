package dev.axolemma.device;

import dev.axolemma.Span;
import java.util.List;
import java.util.stream.IntStream;

/** Maps a portion of operands wherever they lie. */
final class MapPortion implements Pipeline.Place {

    private final ProgramKernels kernels;
    private final double[] parameters;
    private final List<Window> operands;
    private Portion portion;

    MapPortion(ProgramKernels kernels, List<Window> operands, double[] parameters) {
        this.kernels = kernels;
        this.operands = operands;
        this.parameters = parameters;
    }

    @Override
    public void start(Portion next) {
        portion = next;
        Span[] mapped = IntStream.range(0, operands.size()).mapToObj(i -> i < kernels.program().inputs()
                ? operands.get(i).read(portion) : operands.get(i).of(portion)).toArray(Span[]::new);
        kernels.launch(mapped, parameters, portion.firstOfBroadcasts(), portion.count());
    }

    @Override
    public void collect() {
        kernels.program().targets().forEach(target -> operands.get(target).publish(portion));
    }
}
