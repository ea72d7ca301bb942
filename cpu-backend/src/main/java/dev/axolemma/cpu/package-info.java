/**
 * The backends {@code scalar} and {@code simd}: programs written as class files, in plain Java arithmetic or with the
 * Vector API, and run over the elements of any container by several threads.
 */
package dev.axolemma.cpu;
