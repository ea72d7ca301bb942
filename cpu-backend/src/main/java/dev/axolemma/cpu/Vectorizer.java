package dev.axolemma.cpu;

import dev.axolemma.Dtype;
import dev.axolemma.compiler.Program;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/** Writes SIMD code that is known to run: a later JDK may have changed what it calls of the Vector API. */
final class Vectorizer {

    private final int bits;
    private final AtomicBoolean changeLogged = new AtomicBoolean();

    /** @param bits the width of a vector */
    Vectorizer(int bits) {
        this.bits = bits;
    }

    /**
     * SIMD code for a program with operands in containers of a kind, or none, and a line in the log, where some call in it
     * can't be linked.
     */
    Optional<Code> vectorize(Program program, Container container) {
        return linked(() -> {
            Code code = Code.of(program, new VectorEmitter.Vectors(bits, container));
            link(code);
            return code;
        });
    }

    /** SIMD code for matrix products, or none, and a line in the log, where some call in it can't be linked. */
    Optional<ProductCode> vectorize(Dtype dtype) {
        return linked(() -> {
            ProductCode code = ProductCode.of(dtype, new VectorEmitter.Vectors(bits));
            new ProductTrial(code).run();
            return code;
        });
    }

    private <T> Optional<T> linked(Supplier<T> writer) {
        try {
            Cpu.loadVectorApi();
            return Optional.of(writer.get());
        } catch (LinkageError changed) {
            if (changeLogged.compareAndSet(false, true)) {
                System.getLogger("dev.axolemma").log(Level.WARNING, "the Vector API of this JDK is not the one"
                        + " expected; staying with other code, which computes the same bits", changed);
            }
            return Optional.empty();
        }
    }

    /** A call is linked when it is first made. Afterwards it would be too late: an input may have been overwritten. */
    private static void link(Code code) {
        Trial trial = new Trial(code);
        trial.tryMain();
        if (code.layout().careful().isPresent()) {
            trial.tryCareful();
        }
    }
}
