package dev.axolemma.device;

import dev.axolemma.ChainOperands;
import dev.axolemma.Dtype;
import dev.axolemma.Layers;
import dev.axolemma.Span;
import dev.axolemma.compiler.Program.Scalar;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** One call of a chain, and what all portions of it read: which program each layer has, scalars, weights of layers. */
final class ChainCall {

    /** Where the kernel finds what it reads and writes; each is absent where it is not wanted. */
    record Places(LayerMatrix z, Optional<LayerMatrix> weights, Optional<Span> upstream, Optional<Span> gradient,
            Optional<Span> significands, Optional<Span> exponents, Optional<LayerMatrix> layerGradients) {
    }

    private final DeviceChain chain;
    private final ChainOperands operands;
    private final double[][] parameters;
    private final Rooms rooms;
    private final Machine machine;
    private final Span kinds;
    private final Span scalars;
    private final Optional<Span> layerWeights;

    /** @param rooms where its memory is taken from */
    ChainCall(DeviceChain chain, ChainOperands operands, double[][] parameters, Rooms rooms) {
        this.rooms = rooms;
        this.chain = chain;
        this.operands = operands;
        this.parameters = parameters;
        machine = chain.processor().machine();
        int depth = chain.chain().depth();
        // As far as memory goes, an integer is like a float: four bytes.
        kinds = rooms.take(Dtype.F32, depth);
        machine.queue().upload(Span.of(MemorySegment.ofArray(chain.kinds()), Dtype.F32), kinds);
        scalars = rooms.take(chain.dtype(), Math.max(1, (long) depth * chain.scalars()));
        machine.queue().upload(HostNumbers.span(scalars(depth), chain.dtype()), scalars.slice(0, depth * chain.scalars()));
        layerWeights = operands.weights().filter(ChainCall::isOnePerLayer).map(this::gathered);
    }

    private double[] scalars(int depth) {
        double[] values = new double[depth * chain.scalars()];
        for (int layer = 0; layer < depth; layer++) {
            List<Scalar> words = chain.program(layer).scalars();
            for (int i = 0; i < words.size(); i++) {
                values[layer * chain.scalars() + i] =
                        words.get(i).of(parameters[layer][words.get(i).parameter()], chain.dtype());
            }
        }
        return values;
    }

    private static boolean isOnePerLayer(Layers weights) {
        for (int layer = 0; layer < weights.depth(); layer++) {
            Span span = weights.layer(layer);
            if (!span.isBroadcast() || span.length() != 1) {
                return false;
            }
        }
        return true;
    }

    /** The weights of layers side by side. */
    private Span gathered(Layers weights) {
        Span all = rooms.takeIdle(chain.dtype(), weights.depth());
        for (int layer = 0; layer < weights.depth(); layer++) {
            chain.processor().copyElements(weights.layer(layer), 0, all.slice(layer, 1));
        }
        return all;
    }

    DeviceChain chain() {
        return chain;
    }

    ChainOperands operands() {
        return operands;
    }

    /** Whether the weights, if there are any, are one for each element. */
    boolean hasElementWeights() {
        return operands.weights().isPresent() && layerWeights.isEmpty();
    }

    /** Whether the kernel can work where operands lie. */
    static boolean isInPlace(ChainOperands operands) {
        return !operands.z().dtype().isStorage() && LayerMatrix.of(operands.z()).isPresent()
                && isInPlace(operands.weights().filter(weights -> !isOnePerLayer(weights)), LayerMatrix::of)
                && isInPlace(operands.upstream(), ChainCall::inPlace)
                && isInPlace(operands.gradient(), ChainCall::inPlace) && operands.exactRange().isEmpty()
                && isInPlace(operands.layerGradients(), LayerMatrix::of);
    }

    private static <T> boolean isInPlace(Optional<T> operand, Function<T, Optional<?>> found) {
        return operand.isEmpty() || found.apply(operand.get()).isPresent();
    }

    private static Optional<Span> inPlace(Span span) {
        return Optional.of(span).filter(plain -> plain.memory().isPresent() && !plain.isBroadcast());
    }

    /** Works where the operands lie. */
    void launch(long count) {
        launch(new Places(LayerMatrix.of(operands.z()).orElseThrow(), operands.weights().flatMap(LayerMatrix::of),
                operands.upstream(), operands.gradient(), Optional.empty(), Optional.empty(),
                operands.layerGradients().flatMap(LayerMatrix::of)), count);
    }

    ChainPortion portion(long size) {
        return new ChainPortion(this, size, rooms);
    }

    void launch(Places places, long count) {
        List<Object> arguments = new ArrayList<>();
        places.z().addTo(arguments);
        layerWeights.map(span -> LayerMatrix.of(span, 1)).or(places::weights)
                .ifPresent(matrix -> matrix.addTo(arguments));
        places.upstream().ifPresent(span -> Arguments.addPlain(span, arguments));
        places.gradient().ifPresent(span -> Arguments.addPlain(span, arguments));
        places.significands().ifPresent(span -> Arguments.addPlain(span, arguments));
        places.exponents().ifPresent(span -> Arguments.addPlain(span, arguments));
        places.layerGradients().ifPresent(matrix -> matrix.addTo(arguments));
        Arguments.addPlain(kinds, arguments);
        Arguments.addPlain(scalars, arguments);
        arguments.add((long) chain.chain().depth());
        arguments.add(count);
        BuiltKernel kernel = chain.kernel(weights(), places.upstream().isPresent(),
                new ChainForm.Results(places.gradient().isPresent(), places.significands().isPresent(),
                        places.layerGradients().isPresent()));
        kernel.launch(Math.ceilDiv(count, kernel.lanes()), arguments);
    }

    private ChainForm.Weights weights() {
        return layerWeights.isPresent() ? ChainForm.Weights.ONE_PER_LAYER
                : operands.weights().isPresent() ? ChainForm.Weights.ONE_PER_ELEMENT : ChainForm.Weights.NONE;
    }
}
