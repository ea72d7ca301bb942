/**
 * From a formula to a {@link dev.axolemma.compiler.Program}, whose every instruction is defined to the last bit: the math
 * library, written once for all backends. {@link dev.axolemma.compiler.Lowering#lower} is the way in.
 */
package dev.axolemma.compiler;
