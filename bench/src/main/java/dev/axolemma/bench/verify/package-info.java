/** Verification: every backend against the exact values of formulas, and against each other bit for bit. */
package dev.axolemma.bench.verify;
