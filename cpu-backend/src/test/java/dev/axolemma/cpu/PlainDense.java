package dev.axolemma.cpu;

import dev.axolemma.Activation;
import dev.axolemma.DenseChain;
import dev.axolemma.Direction;
import dev.axolemma.Dtype;
import dev.axolemma.Operation;
import dev.axolemma.Parameter;
import dev.axolemma.Span;
import dev.axolemma.compiler.Lowering;
import dev.axolemma.compiler.Program;
import dev.axolemma.formula.Formula;
import dev.axolemma.spi.Settings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A dense chain written from its definition. It shares nothing with the code under test but maps of activations. */
final class PlainDense {

    final List<double[]> preActivations = new ArrayList<>();
    final List<double[]> outputs = new ArrayList<>();
    final List<double[]> weightGradients = new ArrayList<>();
    final List<double[]> biasGradients = new ArrayList<>();
    final List<double[]> parameterGradients = new ArrayList<>();
    double[] inputGradient;

    private final DenseChain chain;
    private final Dtype dtype;
    private final PlainArithmetic plain;
    private final int batch;
    private final double[] input;
    private final List<double[]> weights;

    PlainDense(DenseChain chain, Dtype dtype, double[] input, List<double[]> weights, List<double[]> biases) {
        this.chain = chain;
        this.dtype = dtype;
        this.plain = new PlainArithmetic(dtype);
        this.batch = input.length / chain.width(0);
        this.input = input;
        this.weights = weights;
        double[] before = input;
        for (int layer = 1; layer <= chain.depth(); layer++) {
            int in = chain.width(layer - 1);
            int out = chain.width(layer);
            double[] z = plain.product(before, PlainArithmetic.transposed(weights.get(layer - 1), out, in), batch, in, out);
            for (int i = 0; chain.biased() && i < z.length; i++) {
                z[i] = plain.add(z[i], biases.get(layer - 1)[i % out]);
            }
            preActivations.add(z);
            before = map(layer, Operation.of(activation(layer), Direction.FORWARD), z);
            outputs.add(before);
        }
    }

    void backward(double[] upstream) {
        double[] gradient = upstream;
        for (int layer = chain.depth(); layer > 0; layer--) {
            int in = chain.width(layer - 1);
            int out = chain.width(layer);
            double[] z = preActivations.get(layer - 1);
            double[] slopes = map(layer, Operation.of(activation(layer), Direction.DERIVATIVE), z);
            double[] d = times(gradient, slopes);
            double[] before = layer == 1 ? input : outputs.get(layer - 2);
            weightGradients.addFirst(plain.product(PlainArithmetic.transposed(d, batch, out), before, out, batch, in));
            biasGradients.addFirst(sumColumns(d, out));
            parameterGradients.addFirst(parameterGradients(layer, z, gradient));
            gradient = plain.product(d, weights.get(layer - 1), batch, out, in);
        }
        inputGradient = gradient;
    }

    private double[] parameterGradients(int layer, double[] z, double[] gradient) {
        return activation(layer).parameters().stream().mapToDouble(parameter -> {
            double[] slopes = map(layer,
                    Operation.derivative(activation(layer), Formula.parameter(parameter.name())), z);
            double[] sums = sumColumns(times(gradient, slopes), chain.width(layer));
            return plain.sum(sums.length, j -> sums[j], j -> 1);
        }).toArray();
    }

    /** Of shape [batch, width L, width 0]. */
    double[] jacobians() {
        int outputs = chain.width(chain.depth());
        double[] all = new double[batch * outputs * chain.width(0)];
        for (int row = 0; row < batch; row++) {
            double[] jacobian = jacobian(row);
            System.arraycopy(jacobian, 0, all, row * jacobian.length, jacobian.length);
        }
        return all;
    }

    private double[] jacobian(int row) {
        int rows = chain.width(chain.depth());
        double[] jacobian = null;
        for (int layer = chain.depth(); layer > 0; layer--) {
            int out = chain.width(layer);
            int in = chain.width(layer - 1);
            double[] slopes = map(layer, Operation.of(activation(layer), Direction.DERIVATIVE),
                    Arrays.copyOfRange(preActivations.get(layer - 1), row * out, (row + 1) * out));
            double[] matrix = weights.get(layer - 1);
            if (jacobian == null) {
                jacobian = new double[rows * in];
                for (int i = 0; i < jacobian.length; i++) {
                    jacobian[i] = plain.multiply(slopes[i / in], matrix[i]);
                }
            } else {
                for (int i = 0; i < jacobian.length; i++) {
                    jacobian[i] = plain.multiply(jacobian[i], slopes[i % out]);
                }
                jacobian = plain.product(jacobian, matrix, rows, out, in);
            }
        }
        return jacobian;
    }

    private double[] times(double[] gradient, double[] slopes) {
        double[] product = new double[gradient.length];
        Arrays.setAll(product, i -> plain.multiply(gradient[i], slopes[i]));
        return product;
    }

    private double[] sumColumns(double[] matrix, int columns) {
        double[] sums = new double[columns];
        Arrays.setAll(sums, j -> plain.sum(batch, i -> matrix[i * columns + j], i -> 1));
        return sums;
    }

    private Activation activation(int layer) {
        return chain.layers().get(layer - 1);
    }

    private double[] map(int layer, Operation operation, double[] x) {
        Program program = Lowering.lower(operation, dtype);
        double[] parameters = activation(layer).parameters().stream().mapToDouble(Parameter::value).toArray();
        Span operand = Numbers.of(x, dtype, 0);
        try (Workers workers = new Workers(new Settings(1, Optional.empty(), false))) {
            Forms.kernel(program, new ScalarEmitter.Elements(), workers)
                    .launch(new Span[] {operand, operand}, parameters);
        }
        return Numbers.toDoubles(operand);
    }
}
