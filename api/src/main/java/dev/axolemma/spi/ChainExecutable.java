package dev.axolemma.spi;

import dev.axolemma.ChainOperands;
import dev.axolemma.LayerStatistics;
import java.util.List;

/** A compiled chain. Safe to share between threads. */
public interface ChainExecutable {

    /**
     * Computes the results that the operands ask for. The caller has checked everything: depths, dtypes, lengths and
     * overlap, that there are weights exactly if the chain has them, and that nothing is closed. A result may be exactly an
     * operand that is not needed any more once layer gradients are written layer by layer, the last layer first, and the
     * other results after all of the first layer's operands have been read; element by element, that is.
     *
     * @param parameters the parameters' values of each layer's derivative, in its order
     */
    void launch(ChainOperands operands, double[][] parameters);

    /**
     * Computes the same, if any result is asked for, and statistics of each layer, the first layer first.
     *
     * @param parameters as in {@link #launch}, which are also those of the layers' activations
     * @param saturated of each layer the slope below whose magnitude an element is saturated
     */
    List<LayerStatistics> statistics(ChainOperands operands, double[][] parameters, double[] saturated);
}
