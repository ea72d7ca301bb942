package dev.axolemma.cuda;

import jcuda.Pointer;

/** The address in a pointer, which JCuda shows to classes of its kind only. */
final class PointerValue extends Pointer {

    private PointerValue(Pointer pointer) {
        super(pointer);
    }

    /** 0 for one into an array of Java's, too. */
    static long of(Pointer pointer) {
        PointerValue value = new PointerValue(pointer);
        return value.getNativePointer() + value.getByteOffset();
    }
}
