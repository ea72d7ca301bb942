package dev.axolemma.cpu;

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
        Span input = operands.input();
        for (int layer = 1; layer < call.depth(); layer++) {
            Span output = call.rows(batch, layer).span();
            compute(layer, input, Optional.of(output));
            input = output;
        }
        compute(call.depth(), input, operands.output());
    }

    private void compute(int layer, Span input, Optional<Span> output) {
        int width = call.width(layer);
        int inputs = call.width(layer - 1);
        Matrix weights = Matrix.of(operands.weights().get(layer - 1), width, inputs);
        MapKernel activation = call.layers().activation(layer);
        call.multiply(Matrix.of(input, batch, inputs), weights.transposed(), (tile, rooms) -> {
            if (!operands.biases().isEmpty()) {
                tile.add(operands.biases().get(layer - 1), rooms.operands());
            }
            operands.preActivations().ifPresent(z -> tile.write(z.get(layer - 1), width));
            output.ifPresent(result -> {
                Span elements = tile.elements();
                activation.compute(new Span[] {elements, elements}, call.parameters(layer), 0, tile.size());
                tile.write(result, width);
            });
        });
    }
}
