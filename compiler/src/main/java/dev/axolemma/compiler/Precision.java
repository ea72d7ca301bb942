package dev.axolemma.compiler;

import dev.axolemma.Dtype;
import dev.axolemma.formula.Formula;
import dev.axolemma.formula.Formula.Op;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Decides which subformulas are kept as two words so that the result meets its bound, and which do with one.
 *
 * <p>Errors are relative, in units of half an ULP at 1 (2^−24 or 2^−53): one rounding adds at most 1. An error budget flows
 * from the result to its operands; what cannot be had within it as one word is computed as two. A sum whose terms may have
 * different signs, and the argument of a primitive, amplify relative errors without limit, so what is inexact in them is
 * always two words.
 */
final class Precision {

    private static final double UNBOUNDED = 1e6;

    private final Dtype dtype;
    private final MainRange signs;
    private final Set<Formula> pairs = new HashSet<>();
    private final Map<Formula, Double> costs = new HashMap<>();
    private final Set<Formula> inexactVisited = new HashSet<>();
    /** Primitives whose pair, if they are one, must be more than rough. */
    private final Set<Formula> fine = new HashSet<>();

    /**
     * @param ulps the bound on the result's error in ULP
     */
    Precision(Formula result, double ulps, Dtype dtype, MainRange signs) {
        this.dtype = dtype;
        this.signs = signs;
        // The last rounding costs half an ULP, not the whole unit that any other may cost relatively; and a margin.
        demand(result, ulps + 0.5 - 0.05);
        demandConditions(result, new HashSet<>());
    }

    /** Whether the subformula is to be delivered as two words. */
    boolean isPair(Formula formula) {
        return pairs.contains(formula);
    }

    /** How a primitive is to be delivered. */
    Delivery delivery(Formula primitive) {
        return !isPair(primitive) ? Delivery.WORD : fine.contains(primitive) ? Delivery.PAIR : Delivery.ROUGH_PAIR;
    }

    /** Whether a float holds the value without error. */
    boolean isExact(Formula f) {
        return switch (f.op()) {
            case INPUT -> true;
            case CONSTANT -> dtype == Dtype.F64 || (float) f.value() == f.value();
            case PARAMETER -> dtype == Dtype.F64;
            case NEGATE, ABS -> isExact(f.operand(0));
            case SELECT -> isExact(f.operand(1)) && isExact(f.operand(2));
            case MINIMUM, MAXIMUM -> isExact(f.operand(0)) && isExact(f.operand(1));
            case MULTIPLY -> isPowerOfTwo(f.operand(0)) && isExact(f.operand(1))
                    || isPowerOfTwo(f.operand(1)) && isExact(f.operand(0));
            case DIVIDE -> isPowerOfTwo(f.operand(1)) && isExact(f.operand(0));
            default -> false;
        };
    }

    private static boolean isPowerOfTwo(Formula f) {
        return f.op() == Op.CONSTANT && Math.abs(f.value()) == Math.scalb(1.0, Math.getExponent(f.value()));
    }

    /** The error if the subformula and everything below it is one word. */
    private double cost(Formula f) {
        Double known = costs.get(f);
        if (known == null) {
            known = isExact(f) ? 0 : computedCost(f);
            costs.put(f, known);
        }
        return known;
    }

    private double computedCost(Formula f) {
        return switch (f.op()) {
            case CONSTANT, PARAMETER -> 1;
            case NEGATE, ABS -> cost(f.operand(0));
            case SELECT -> Math.max(cost(f.operand(1)), cost(f.operand(2)));
            case MINIMUM, MAXIMUM -> Math.max(cost(f.operand(0)), cost(f.operand(1)));
            case MULTIPLY, DIVIDE -> rounding(f) + cost(f.operand(0)) + cost(f.operand(1));
            case SQUARE -> 1 + 2 * cost(f.operand(0));
            case SQRT -> 1 + cost(f.operand(0)) / 2;
            case ADD, SUBTRACT -> mayCancel(f) ? UNBOUNDED : 1 + Math.max(cost(f.operand(0)), cost(f.operand(1)));
            default -> Delivery.WORD.error(f.op());
        };
    }

    /** The error of one rounding behind operands of two words; of two words. */
    private double pairCost(Formula f) {
        return isExact(f) ? 0 : switch (f.op()) {
            case CONSTANT, PARAMETER -> 0;
            case NEGATE, ABS, SQRT -> pairCost(f.operand(0));
            case SELECT -> Math.max(pairCost(f.operand(1)), pairCost(f.operand(2)));
            case MULTIPLY, DIVIDE -> pairCost(f.operand(0)) + pairCost(f.operand(1));
            case SQUARE -> 2 * pairCost(f.operand(0));
            case ADD, SUBTRACT, MINIMUM, MAXIMUM -> Math.max(pairCost(f.operand(0)), pairCost(f.operand(1)));
            default -> Delivery.PAIR.error(f.op());
        };
    }

    /** A product with a power of two is exact. */
    private static int rounding(Formula f) {
        return isPowerOfTwo(f.operand(1)) || f.op() == Op.MULTIPLY && isPowerOfTwo(f.operand(0)) ? 0 : 1;
    }

    private boolean mayCancel(Formula f) {
        boolean exact = isExact(f.operand(0)) && isExact(f.operand(1));
        return !exact && !signs.sameSigns(f);
    }

    private void demand(Formula f, double budget) {
        if (isExact(f)) {
            return;
        }
        switch (f.op()) {
            case CONSTANT, PARAMETER -> pairIf(f, budget < 1);
            case NEGATE, ABS -> {
                demand(f.operand(0), budget);
                pairIf(f, isPair(f.operand(0)));
            }
            case SELECT -> choose(f, f.operand(1), f.operand(2), budget);
            case MINIMUM, MAXIMUM -> choose(f, f.operand(0), f.operand(1), budget);
            case MULTIPLY, DIVIDE -> product(f, budget);
            case SQUARE, SQRT, ADD, SUBTRACT -> arithmetic(f, budget);
            default -> {
                demandPair(f.operand(0));
                pairIf(f, budget < Delivery.WORD.error(f.op()));
                if (budget < Delivery.ROUGH_PAIR.error(f.op())) {
                    fine.add(f);
                }
            }
        }
    }

    /** A kink lies where the exact values say, whatever the branches need. */
    private void demandConditions(Formula f, Set<Formula> visited) {
        if (visited.add(f)) {
            if (f.op().isCondition()) {
                // Comparisons read all words of constants and parameters anyway.
                f.operands().stream().filter(operand -> !isLeaf(operand)).forEach(this::demandPair);
            }
            for (Formula operand : f.operands()) {
                demandConditions(operand, visited);
            }
        }
    }

    private void choose(Formula f, Formula a, Formula b, double budget) {
        demand(a, budget);
        demand(b, budget);
        pairIf(f, isPair(a) || isPair(b));
    }

    private void arithmetic(Formula f, double budget) {
        if (cost(f) <= budget) {
            for (Formula operand : f.operands()) {
                demand(operand, cost(operand));
            }
        } else {
            f.operands().forEach(this::demandPair);
            pairIf(f, 1 + pairCost(f) > budget);
        }
    }

    /** A product's relative error is the sum of its factors' and one rounding. */
    private void product(Formula f, double budget) {
        double rest = budget - rounding(f);
        Formula costly = costly(f);
        Formula other = costly == f.operand(0) ? f.operand(1) : f.operand(0);
        // The second word of a constant is there for the asking.
        double spent = isLeaf(other) && cost(f) > budget ? 0 : cost(other);
        if (rest >= spent + pairCost(costly)) {
            demand(other, spent);
            demand(costly, rest - spent);
        } else {
            f.operands().forEach(this::demandPair);
            pairIf(f, rest < pairCost(f));
        }
    }

    private Formula costly(Formula f) {
        Formula a = f.operand(0);
        Formula b = f.operand(1);
        return isLeaf(a) ? b : isLeaf(b) || cost(a) >= cost(b) ? a : b;
    }

    static boolean isLeaf(Formula f) {
        return f.op() == Op.CONSTANT || f.op() == Op.PARAMETER;
    }

    private void demandPair(Formula f) {
        if (isExact(f) || !inexactVisited.add(f)) {
            return;
        }
        demand(f, 0);
        pairs.add(f);
    }

    private void pairIf(Formula f, boolean wanted) {
        if (wanted) {
            pairs.add(f);
        }
    }

    /** Whether anything at all is two words. */
    boolean hasPairs() {
        return !pairs.isEmpty();
    }
}
