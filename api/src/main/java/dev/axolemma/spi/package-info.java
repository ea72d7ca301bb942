/**
 * What a backend implements. Everything that reaches it has been checked: it computes, and may trust its operands.
 */
package dev.axolemma.spi;
