/** Measuring matrix products and dense chains, beside the processor's peak and OpenBLAS. */
package dev.axolemma.bench.dense;
