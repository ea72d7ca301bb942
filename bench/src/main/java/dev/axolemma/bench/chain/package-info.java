/** Measuring elementwise chains. */
package dev.axolemma.bench.chain;
