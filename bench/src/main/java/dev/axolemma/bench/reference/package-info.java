/**
 * The exact values of formulas, by which every backend's accuracy is judged; independent of the compiler and of every
 * backend. Three tiers, each with a bound on its error, and the next asked where a bound is too wide:
 * plain binary64 with running errors (binary32 only), pairs of doubles with the power of two apart, and ball arithmetic
 * of any precision, in which the tables of the other two are computed as well.
 */
package dev.axolemma.bench.reference;
