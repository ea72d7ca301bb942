package dev.axolemma.compiler;

/** How the inputs, parameters and constants of a formula enter its evaluation. */
interface Leaves {

    Wide input(int index);

    Wide parameter(String name);

    Wide constant(double value);

    /** 1/value to two words: a division by a constant is a multiplication. */
    Wide reciprocal(double value);
}
