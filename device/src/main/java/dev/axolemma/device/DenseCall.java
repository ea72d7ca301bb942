package dev.axolemma.device;

import dev.axolemma.Span;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.Map;

/** One call of a dense chain. Layers are numbered from 1 on; number 0 is the input. */
final class DenseCall implements AutoCloseable {

    private static final double[] NO_PARAMETERS = {};

    private final DeviceDense dense;
    private final double[][] parameters;
    private final Residence residence;
    private final Map<Span, Span> inputs = new IdentityHashMap<>();

    DenseCall(DeviceDense dense, double[][] parameters) {
        this.dense = dense;
        this.parameters = parameters;
        residence = new Residence(dense.processor());
    }

    DeviceDense dense() {
        return dense;
    }

    int depth() {
        return dense.chain().depth();
    }

    int width(int layer) {
        return dense.chain().width(layer);
    }

    /** The values of the parameters of a layer's activation. */
    double[] parameters(int layer) {
        return parameters[layer - 1];
    }

    /** An operand that is read, copied to the device once. */
    Span input(Span operand) {
        return inputs.computeIfAbsent(operand, residence::computable);
    }

    /** An operand that is written. */
    Span output(Span operand) {
        return residence.output(operand);
    }

    /** Room for an intermediate result, until the call ends or {@link #release}. */
    Span room(long length) {
        return residence.rooms().take(dense.dtype(), length);
    }

    /** Lets others use a room again that is no operand; kernels that are queued still find it as it is. */
    void release(Span room) {
        if (inputs.containsValue(room)) {
            return;
        }
        residence.rooms().release(room);
    }

    void multiply(DeviceMatrix left, DeviceMatrix right, Span result) {
        dense.product().multiply(left, right, result);
    }

    /** The sum of each column, as a product with ones. */
    void sumColumns(Span matrix, int rows, int columns, Span result) {
        double[] ones = new double[rows];
        Arrays.fill(ones, 1);
        Span host = HostNumbers.span(ones, dense.dtype());
        Span left = room(rows);
        processor().machine().queue().upload(host, left);
        multiply(DeviceMatrix.of(left, 1, rows), DeviceMatrix.of(matrix, rows, columns), result);
        release(left);
    }

    /** Maps all elements of a result. */
    void map(ProgramKernels kernels, double[] values, Span... operands) {
        kernels.launch(operands, values, 0, operands[operands.length - 1].length());
    }

    /** Adds a number for each column. */
    void addToRows(Span matrix, Span numbers) {
        Span perColumn = numbers.perChannel(matrix.length() / numbers.length(), 1);
        map(dense.product().addition(), NO_PARAMETERS, matrix, perColumn, matrix);
    }

    private DeviceProcessor processor() {
        return dense.processor();
    }

    void publish() {
        residence.publish();
    }

    @Override
    public void close() {
        residence.close();
    }
}
