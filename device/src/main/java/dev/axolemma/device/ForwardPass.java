package dev.axolemma.device;

import dev.axolemma.DenseForward;
import dev.axolemma.Span;
import java.util.Optional;

/** One call of a dense chain forwards. */
final class ForwardPass {

    private final DenseCall call;
    private final DenseForward operands;
    private final int batch;

    ForwardPass(DenseCall call, DenseForward operands) {
        this.call = call;
        this.operands = operands;
        this.batch = (int) (operands.input().length() / call.width(0));
    }

    void run() {
        Span input = call.input(operands.input());
        for (int layer = 1; layer < call.depth(); layer++) {
            Span output = call.room((long) batch * call.width(layer));
            compute(layer, input, Optional.of(output));
            call.release(input);
            input = output;
        }
        compute(call.depth(), input, operands.output().map(call::output));
    }

    private void compute(int layer, Span input, Optional<Span> output) {
        int width = call.width(layer);
        int inputs = call.width(layer - 1);
        Span weights = call.input(operands.weights().get(layer - 1));
        Span z = operands.preActivations().map(kept -> call.output(kept.get(layer - 1)))
                .orElseGet(output::orElseThrow);
        call.multiply(DeviceMatrix.of(input, batch, inputs), DeviceMatrix.of(weights, width, inputs).transposed(), z);
        if (!operands.biases().isEmpty()) {
            call.addToRows(z, call.input(operands.biases().get(layer - 1)));
        }
        output.ifPresent(result -> call.map(call.dense().activation(layer), call.parameters(layer), z, result));
    }
}
