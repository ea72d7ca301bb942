package dev.axolemma.spi;

import dev.axolemma.DenseBackward;
import dev.axolemma.DenseForward;
import dev.axolemma.DenseJacobians;

/**
 * A compiled dense chain. Safe to share between threads. The caller has checked everything: the number of layers,
 * dtypes, lengths, that results overlap nothing, and that nothing is closed.
 */
public interface DenseExecutable {

    /**
     * Computes the results of the forward pass that the operands ask for.
     *
     * @param parameters the parameters' values of each layer's activation, in its order
     */
    void forward(DenseForward operands, double[][] parameters);

    /**
     * Computes the gradients that the operands ask for.
     *
     * @param parameters the parameters' values of each layer's activation, in its order
     */
    void backward(DenseBackward operands, double[][] parameters);

    /**
     * Computes the Jacobian of each row of the batch.
     *
     * @param parameters the parameters' values of each layer's activation, in its order
     */
    void jacobians(DenseJacobians operands, double[][] parameters);
}
