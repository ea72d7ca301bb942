package dev.axolemma.cuda;

import jcuda.Pointer;
import jcuda.driver.CUdeviceptr;

/** The address in a pointer, which JCuda shows to classes of its kind only. */
final class PointerValue extends Pointer {

    private PointerValue(Pointer pointer) {
        super(pointer);
    }

    /** 0 for one into an array or buffer of Java's: of those it has the offset alone, as a {@link CUdeviceptr} may. */
    static long of(Pointer pointer) {
        PointerValue value = new PointerValue(pointer);
        boolean isAddress = pointer instanceof CUdeviceptr || value.getNativePointer() != 0;
        return isAddress ? value.getNativePointer() + value.getByteOffset() : 0;
    }
}
