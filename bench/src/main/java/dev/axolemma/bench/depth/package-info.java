/** What depth does to gradients: the study behind {@code axolemma depth}. */
package dev.axolemma.bench.depth;
