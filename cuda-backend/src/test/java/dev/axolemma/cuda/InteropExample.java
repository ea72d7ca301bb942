package dev.axolemma.cuda;

import dev.axolemma.Activations;
import dev.axolemma.Buffer;
import dev.axolemma.Dtype;
import dev.axolemma.Engine;
import jcuda.Pointer;
import jcuda.driver.CUstream;

/** The example of the documentation. */
final class InteropExample {

    private InteropExample() {
    }

    /** y = gelu(x), between what a stream has been given and what it is given next. */
    static void gelu(Engine engine, Pointer x, Pointer y, long length, CUstream stream) {
        try (Buffer input = CudaInterop.wrap(engine, x, Dtype.F32, length);
                Buffer output = CudaInterop.wrap(engine, y, Dtype.F32, length)) {
            CudaInterop.orderAfter(engine, stream);                    // x is written by what is in the stream
            engine.forward(Activations.gelu(), input.span(), output.span());
            CudaInterop.orderBefore(engine, stream);                   // what comes next may read y
        }                                                          // waits for the engine
    }
}
