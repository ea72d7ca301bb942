/**
 * Formulas: what is computed, over the real numbers, and the rules of their derivatives. How a formula is computed to a
 * few ULP is not said here.
 */
package dev.axolemma.formula;
