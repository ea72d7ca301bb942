package dev.axolemma.compiler;

import dev.axolemma.formula.Formula;

/** Whether a NaN in an input comes out of the formula's plain evaluation without being guarded. */
final class NanFlow {

    private NanFlow() {
    }

    /** A comparison with NaN is false, so a select takes its other branch; everything else passes NaN on. */
    static boolean reaches(Formula f, int input) {
        return switch (f.op()) {
            case INPUT -> f.index() == input;
            case SELECT -> reachesAny(f.operand(0), input) ? reaches(f.operand(2), input)
                    : reaches(f.operand(1), input) && reaches(f.operand(2), input);
            case MINIMUM, MAXIMUM -> false;
            default -> reachesAny(f, input);
        };
    }

    private static boolean reachesAny(Formula f, int input) {
        for (Formula operand : f.operands()) {
            if (reaches(operand, input)) {
                return true;
            }
        }
        return false;
    }
}
