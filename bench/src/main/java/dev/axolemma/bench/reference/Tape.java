package dev.axolemma.bench.reference;

import dev.axolemma.formula.Formula;
import dev.axolemma.formula.Formula.Op;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A formula as a list of steps, operands before their users, equal subexpressions once; the last is the result. */
final class Tape {

    /**
     * @param value the number of a constant or parameter, the index of an input
     * @param operands indices of earlier steps
     */
    record Step(Op op, double value, int... operands) {

        int operand(int index) {
            return operands[index];
        }
    }

    private final Map<Formula, Integer> known = new HashMap<>();
    private final List<Step> steps = new ArrayList<>();
    private final Map<String, Double> parameters;

    private Tape(Map<String, Double> parameters) {
        this.parameters = parameters;
    }

    /** @throws IllegalArgumentException if the formula names a parameter that has no value */
    static List<Step> of(Formula formula, Map<String, Double> parameters) {
        Tape tape = new Tape(parameters);
        tape.place(formula);
        return List.copyOf(tape.steps);
    }

    private int place(Formula formula) {
        Integer place = known.get(formula);
        if (place == null) {
            int[] operands = formula.operands().stream().mapToInt(this::place).toArray();
            place = steps.size();
            steps.add(new Step(formula.op(), value(formula), operands));
            known.put(formula, place);
        }
        return place;
    }

    private double value(Formula formula) {
        return switch (formula.op()) {
            case INPUT -> formula.index();
            case CONSTANT -> formula.value();
            case PARAMETER -> {
                Double value = parameters.get(formula.name());
                if (value == null) {
                    throw new IllegalArgumentException("parameters is " + parameters + "; the formula also reads "
                            + formula.name());
                }
                yield value;
            }
            default -> 0;
        };
    }
}
