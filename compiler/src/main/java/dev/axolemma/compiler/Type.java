package dev.axolemma.compiler;

/** The types of a {@link Program}'s values; floats and integers are of the program's width. */
public enum Type {
    FLOAT, INT, MASK
}
