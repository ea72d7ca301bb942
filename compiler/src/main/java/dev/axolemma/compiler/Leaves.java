package dev.axolemma.compiler;

/** How the inputs, parameters and constants of a formula enter its evaluation. */
interface Leaves {

    Wide input(int index);

    Wide parameter(String name);

    Wide constant(double value);
}
