package dev.axolemma.device;

import dev.axolemma.Span;
import java.util.List;

/** Computes a row-wise function of a portion of the rows. The last operand is written. */
final class RowsPortion implements Pipeline.Place {

    private final List<DeviceRowwise.Pass> passes;
    private final List<Window> operands;
    private final DeviceRows rows;
    private Portion portion;

    /** @param rows for a portion of any shape that there is */
    RowsPortion(List<DeviceRowwise.Pass> passes, List<Window> operands, DeviceRows rows) {
        this.passes = passes;
        this.operands = operands;
        this.rows = rows;
    }

    @Override
    public void start(Portion next) {
        portion = next;
        operands.subList(0, operands.size() - 1).forEach(input -> input.read(portion));
        List<Span> all = operands.stream().map(operand -> operand.of(portion)).toList();
        rows.compute(passes, portion.shape(), all);
    }

    @Override
    public void collect() {
        operands.getLast().publish(portion);
    }
}
