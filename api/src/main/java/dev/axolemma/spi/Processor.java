package dev.axolemma.spi;

import dev.axolemma.Chain;
import dev.axolemma.Dtype;
import dev.axolemma.Operation;

/** An open device. Safe to share between threads. Closing waits for calls in flight; closing twice is harmless. */
public interface Processor extends AutoCloseable {

    /** Compiles an operation. The result may be shared by operations that differ only in parameter values. */
    Executable prepare(Operation operation, Dtype dtype);

    /** Compiles a chain. The result may be shared by chains that differ only in parameter values. */
    ChainExecutable prepare(Chain chain, Dtype dtype);

    /** Waits until everything launched is done. */
    void synchronize();

    @Override
    void close();
}
