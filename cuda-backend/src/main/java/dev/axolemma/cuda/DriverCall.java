package dev.axolemma.cuda;

import java.util.Map;
import java.util.function.Function;
import java.util.function.IntSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import jcuda.driver.CUresult;
import jcuda.driver.JCudaDriver;

/**
 * A call of NVIDIA's driver through JCuda, which returns what came of it, or throws it once anybody in this process has
 * asked JCuda for exceptions.
 */
final class DriverCall {

    private static final int MOST = 999;

    /** JCuda's exception has nothing but its text for a code. */
    private static final Map<String, Integer> CODES = IntStream.rangeClosed(0, MOST).boxed()
            .collect(Collectors.toUnmodifiableMap(CUresult::stringFor, Function.identity()));

    private DriverCall() {
    }

    /** @throws CudaException if it fails */
    static void check(String name, IntSupplier call) {
        check(name, code(call));
    }

    /** @throws CudaException if the code is one of failure */
    static void check(String name, int code) {
        if (code != 0) {
            String[] error = {"unknown error"};
            String[] text = {"no description"};
            code(() -> JCudaDriver.cuGetErrorName(code, error));
            code(() -> JCudaDriver.cuGetErrorString(code, text));
            throw new CudaException(name, code, error[0], text[0]);
        }
    }

    /** The driver's number of what came of a call; 0 if it succeeded. */
    static int code(IntSupplier call) {
        try {
            return call.getAsInt();
        } catch (jcuda.CudaException thrown) {
            return CODES.getOrDefault(thrown.getMessage(), CUresult.CUDA_ERROR_UNKNOWN);
        }
    }
}
