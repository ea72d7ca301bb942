package dev.axolemma.opencl;

import org.jocl.CLException;

/** A call of an OpenCL driver failed. */
public final class OpenClException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    private final int code;

    /** @param device its name */
    OpenClException(String device, CLException failure) {
        super(device + " fails: " + failure.getMessage() + " (" + failure.getStatus() + ")", failure);
        this.code = failure.getStatus();
    }

    /** OpenCL's number of the error. */
    public int code() {
        return code;
    }
}
