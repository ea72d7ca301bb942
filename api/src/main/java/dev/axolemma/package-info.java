/**
 * What an embedding application touches: the catalogue {@link dev.axolemma.Activations}, the {@link dev.axolemma.Engine}
 * that computes an {@link dev.axolemma.Operation} of an {@link dev.axolemma.Activation}, and the
 * {@link dev.axolemma.Span} through which it sees the numbers.
 */
package dev.axolemma;
