package dev.axolemma.cpu;

import dev.axolemma.compiler.Program;
import java.lang.System.Logger.Level;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Replaces the scalar code of kernels by SIMD code. The interpreter runs SIMD code a thousand times slower than it runs
 * compiled, so a thread of its own runs it on small blocks until it is compiled, and only then lets the kernel use it.
 */
final class WarmUp implements AutoCloseable {

    private static final int ORDINARY_PER_RARE = 15;
    /** By when the compiler has seen to the scalar code, which answers meanwhile. */
    private static final long HEAD_START = 150_000_000L;
    private static final long PATIENCE = 30_000_000_000L;

    private final ExecutorService thread = Daemons.pool("axolemma-warm-up", 1);
    private final Form form;
    private volatile boolean closed;

    WarmUp(Form form) {
        this.form = form;
    }

    /** Begins to warm up SIMD code for a kernel that is being used for the first time. */
    void begin(MapKernel kernel) {
        long start = System.nanoTime() + HEAD_START;
        thread.execute(() -> {
            try {
                TimeUnit.NANOSECONDS.sleep(start - System.nanoTime());
                Cpu.loadVectorApi();
                warm(kernel);
            } catch (InterruptedException closing) {
                Thread.currentThread().interrupt();
            } catch (LinkageError changed) {
                System.getLogger("dev.axolemma").log(Level.WARNING, "the Vector API of this JDK is not the one expected;"
                        + " staying with scalar code, which computes the same bits", changed);
            }
        });
    }

    private void warm(MapKernel kernel) {
        Program program = kernel.program();
        Code code = Code.of(program, form);
        Trial ordinary = new Trial(program, code, Paths.of(program).main().instructions().size());
        Trial rare = new Trial(program, code, program.instructions().size());
        SplittableRandom random = new SplittableRandom(0);
        long end = System.nanoTime() + PATIENCE;
        while (!closed && System.nanoTime() < end) {
            // Rare elements are few, so that the compiler moves their path out of the way of the others.
            for (int i = 0; i < ORDINARY_PER_RARE && !ordinary.isCompiled(); i++) {
                double scale = Math.scalb(1.0, random.nextInt(-1, 10));
                double least = random.nextBoolean() ? -scale : 0;
                ordinary.run(() -> random.nextDouble(least, scale));
            }
            rare.run(() -> Float.intBitsToFloat(random.nextInt()));
            if (ordinary.isCompiled() && rare.isCompiled()) {
                kernel.use(code);
                return;
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        thread.shutdownNow();
    }
}
