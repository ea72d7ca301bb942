package dev.axolemma.cpu;

import dev.axolemma.Dtype;
import java.lang.classfile.CodeBuilder;

/** A form in which a program can be written: scalar, or vectors of a width. */
interface Form {

    /** What the operands lie in that the code computes with. */
    Container container();

    /** How many elements one copy of the code computes. */
    int lanes(Dtype dtype);

    /** How many instructions a piece of code has at most: see {@link Stages}. */
    int longestPiece();

    /** How many copies of code with so many instructions are interleaved. */
    int copies(int instructions);

    /** How many vectors a row has of what a matrix product keeps in registers: see {@link RegisterTile}. */
    int tileVectors();

    /**
     * What writes one copy.
     *
     * @param shift which elements it computes: those from {@code index + shift}
     */
    Emitter emitter(CodeBuilder code, Dtype dtype, Frame frame, int shift);
}
