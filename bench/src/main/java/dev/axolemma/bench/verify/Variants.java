package dev.axolemma.bench.verify;

import dev.axolemma.Activation;
import dev.axolemma.Parameter;
import dev.axolemma.formula.Formula;
import java.util.List;

/** Parameter values to verify beside the defaults, which are often 1 and then hide errors. */
public final class Variants {

    /** 1.3 to 40 bits: no float holds it, two do, as two carry every parameter of an f32 kernel. */
    private static final double FACTOR = 0x1.4cccccccccp0;
    private static final double INSTEAD_OF_ZERO = FACTOR / 4;

    private Variants() {
    }

    /** The activation as it is and, if it has parameters, once more with other values of all that may have them. */
    public static List<Activation> of(Activation activation) {
        Activation other = activation;
        for (Parameter parameter : activation.parameters()) {
            double value = carried(parameter.value() == 0 ? INSTEAD_OF_ZERO : parameter.value() * FACTOR, activation);
            if (parameter.domain().allows().test(value)) {
                other = other.with(parameter.name(), value);
            }
        }
        return activation.equals(other) ? List.of(activation) : List.of(activation, other);
    }

    /**
     * The frequency of a sine is one float: in f32 a longer one, times a large input, needs more words than are carried,
     * which {@code docs/accuracy.md} says.
     */
    private static double carried(double value, Activation activation) {
        return hasSine(activation.formula()) ? (float) value : value;
    }

    private static boolean hasSine(Formula formula) {
        return formula.op() == Formula.Op.SIN || formula.operands().stream().anyMatch(Variants::hasSine);
    }
}
