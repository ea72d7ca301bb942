package dev.axolemma;

/** What an operation computes of an activation. */
public enum Direction {
    /** y = f(x). */
    FORWARD("forward"),
    /** f'(x). */
    DERIVATIVE("derivative"),
    /** gradX = gradY · f'(x): the vector-Jacobian product. */
    BACKWARD("backward"),
    /** f(x) and f'(x) in one pass. */
    FORWARD_WITH_DERIVATIVE("forwardWithDerivative"),
    /** gradX = gradY · f' computed from the saved output y. */
    BACKWARD_FROM_OUTPUT("backwardFromOutput");

    private final String label;

    Direction(String label) {
        this.label = label;
    }

    /** The name in command lines and reports. */
    public String label() {
        return label;
    }
}
