package dev.axolemma.cuda;

import java.util.Set;

/** A call of NVIDIA's driver failed. */
public final class CudaException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    static final int INVALID_VALUE = 1;
    static final int OUT_OF_MEMORY = 2;
    static final int NOT_FOUND = 500;
    /** After one of these the driver refuses everything in this process: ECC, illegal address, timeout and the like. */
    private static final Set<Integer> FATAL = Set.of(214, 700, 702, 709, 710, 714, 715, 716, 717, 718, 719, 999);

    private final int code;

    /**
     * @param call the driver's function
     * @param name the driver's name of the error
     * @param text what the driver says of it
     */
    CudaException(String call, int code, String name, String text) {
        super(call + " failed: " + name + " (" + code + "), " + text);
        this.code = code;
    }

    /** The driver's number of the error. */
    public int code() {
        return code;
    }

    /** Whether nothing can be computed on the device any more: the engine can only be closed. */
    public boolean isDeviceLost() {
        return FATAL.contains(code);
    }
}
