package dev.axolemma.device;

import dev.axolemma.Span;

/** Maps a portion of operands, of which some lie in the host's memory. */
final class MapPortion implements Pipeline.Place {

    private final ProgramKernels kernels;
    private final Machine machine;
    private final Span[] operands;
    private final double[] parameters;
    /** Of those that lie in the host's memory. */
    private final Span[] rooms;
    private long from;
    private long count;

    /**
     * @param operands in the device's memory, or plain ones in the host's
     * @param taken where its memory is taken from
     */
    MapPortion(ProgramKernels kernels, Machine machine, Span[] operands, double[] parameters, long size, Rooms taken) {
        this.kernels = kernels;
        this.machine = machine;
        this.operands = operands;
        this.parameters = parameters;
        rooms = new Span[operands.length];
        for (int i = 0; i < operands.length; i++) {
            if (isElsewhere(i)) {
                rooms[i] = taken.takeIdle(operands[i].dtype(), size);
            }
        }
    }

    private boolean isElsewhere(int operand) {
        return operands[operand].memory().isEmpty();
    }

    @Override
    public void start(long first, long elements) {
        from = first;
        count = elements;
        Span[] mapped = new Span[operands.length];
        for (int i = 0; i < operands.length; i++) {
            mapped[i] = isElsewhere(i) ? rooms[i].slice(0, count)
                    : operands[i].isBroadcast() ? operands[i] : operands[i].slice(from, count);
            if (isElsewhere(i) && i < kernels.program().inputs()) {
                machine.queue().transferIn(operands[i].slice(from, count), mapped[i]);
            }
        }
        kernels.launch(mapped, parameters, from, count);
    }

    @Override
    public void collect() {
        for (int target : kernels.program().targets()) {
            if (isElsewhere(target)) {
                machine.queue().transferOut(rooms[target].slice(0, count), operands[target].slice(from, count));
            }
        }
    }
}
