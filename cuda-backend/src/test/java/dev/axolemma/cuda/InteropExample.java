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

    /** y = gelu(x), between what somebody else gives a stream: what writes x, and what reads y. */
    static void gelu(Engine engine, Pointer x, Pointer y, long length, CUstream stream, Runnable write, Runnable read) {
        try (Buffer input = CudaInterop.wrap(engine, x, Dtype.F32, length);
                Buffer output = CudaInterop.wrap(engine, y, Dtype.F32, length)) {
            write.run();
            CudaInterop.orderAfter(engine, stream);                // the engine begins once x is written
            engine.forward(Activations.gelu(), input.span(), output.span());
            CudaInterop.orderBefore(engine, stream);               // what comes next reads y once it is written
            read.run();
        }                                                          // waits for the engine
    }
}
