package dev.axolemma.device;

import dev.axolemma.ChainOperands;
import dev.axolemma.Dtype;
import dev.axolemma.Layers;
import dev.axolemma.Span;
import dev.axolemma.device.ChainCall.Places;
import java.util.Optional;

/** A portion of a chain's elements, in the device's memory layer by layer. */
final class ChainPortion implements Pipeline.Place {

    private final ChainCall call;
    private final ChainOperands operands;
    private final DeviceProcessor processor;
    private final int depth;
    private final long size;
    private final Rooms rooms;
    private final Places places;
    private long from;
    private long count;

    /** @param rooms where its memory is taken from */
    ChainPortion(ChainCall call, long size, Rooms rooms) {
        this.call = call;
        this.size = size;
        this.rooms = rooms;
        operands = call.operands();
        processor = call.chain().processor();
        depth = call.chain().chain().depth();
        Dtype dtype = call.chain().dtype();
        places = new Places(matrix(dtype), when(call.hasElementWeights()).map(wanted -> matrix(dtype)),
                operands.upstream().map(wanted -> room(dtype, size)), operands.gradient().map(wanted -> room(dtype, size)),
                operands.exactRange().map(wanted -> room(dtype, size)),
                operands.exactRange().map(wanted -> room(Dtype.F32, size)),
                operands.layerGradients().map(wanted -> matrix(dtype)));
    }

    private static Optional<Boolean> when(boolean wanted) {
        return Optional.of(wanted).filter(Boolean::booleanValue);
    }

    private LayerMatrix matrix(Dtype dtype) {
        return LayerMatrix.of(room(dtype, depth * size), size);
    }

    private Span room(Dtype dtype, long length) {
        return rooms.takeIdle(dtype, length);
    }

    @Override
    public void start(Portion portion) {
        from = portion.first();
        count = portion.count();
        copyIn(operands.z(), places.z());
        places.weights().ifPresent(matrix -> copyIn(operands.weights().orElseThrow(), matrix));
        places.upstream().ifPresent(room ->
                processor.copyElements(operands.upstream().orElseThrow(), from, room.slice(0, count)));
        call.launch(places, count);
    }

    private void copyIn(Layers layers, LayerMatrix matrix) {
        for (int layer = 0; layer < depth; layer++) {
            processor.copyElements(layers.layer(layer), from, matrix.layer(layer, count));
        }
    }

    @Override
    public void collect() {
        places.layerGradients().ifPresent(matrix -> {
            for (int layer = 0; layer < depth; layer++) {
                copyOut(matrix.layer(layer, count), operands.layerGradients().orElseThrow().layer(layer));
            }
        });
        places.gradient().ifPresent(room -> copyOut(room.slice(0, count), operands.gradient().orElseThrow()));
        operands.exactRange().ifPresent(result -> {
            copyOut(places.significands().orElseThrow().slice(0, count), result.significands());
            copyOut(places.exponents().orElseThrow().slice(0, count), Span.of(result.exponents(), Dtype.F32));
        });
    }

    private void copyOut(Span computed, Span wanted) {
        processor.copyElements(computed, 0, wanted.slice(from, count));
    }
}
