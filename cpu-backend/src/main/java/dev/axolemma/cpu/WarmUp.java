package dev.axolemma.cpu;

import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Replaces the scalar code of kernels by SIMD code. The interpreter runs SIMD code a thousand times slower than it runs
 * compiled, so a thread of its own runs it on small blocks until it is compiled, and only then lets the kernel use it.
 */
final class WarmUp implements AutoCloseable {

    /** By when the compiler has seen to the scalar code, which answers meanwhile. */
    private static final long HEAD_START = 150_000_000L;
    /** After so long, this JVM or processor is not going to run the SIMD code fast. */
    private static final long PATIENCE = 60_000_000_000L;
    private static final int CALLS = 1000;

    private final ExecutorService thread = Daemons.pool("axolemma-warm-up", 1);
    private final Vectorizer vectorizer;

    WarmUp(Vectorizer vectorizer) {
        this.vectorizer = vectorizer;
    }

    private interface Upgrade {

        void run() throws InterruptedException;
    }

    /** Begins to warm up SIMD code for what is being used for the first time. */
    void begin(LiveCode live) {
        begin(() -> {
            Optional<Code> simd = vectorizer.vectorize(live.program(), live.container());
            if (simd.isPresent()) {
                warm(live, simd.get());
            }
        });
    }

    /** Begins to warm up SIMD code for matrix products that are being used for the first time. */
    void begin(MatrixProduct product) {
        begin(() -> {
            Optional<ProductCode> simd = vectorizer.vectorize(product.code().dtype());
            if (simd.isPresent() && isSoonCompiled(simd.get())) {
                product.use(simd.get());
            }
        });
    }

    private void begin(Upgrade upgrade) {
        long start = System.nanoTime() + HEAD_START;
        thread.execute(() -> {
            try {
                TimeUnit.NANOSECONDS.sleep(start - System.nanoTime());
                upgrade.run();
            } catch (InterruptedException closing) {
                Thread.currentThread().interrupt();
            }
        });
    }

    /** The main path first; until the careful one is warm too, that of the scalar code stands in, if there is any. */
    private static void warm(LiveCode live, Code simd) throws InterruptedException {
        Code first = live.isThere() ? simd.withCareful(live.code()) : simd;
        if (isMainSoonCompiled(first)) {
            if (live.isThere()) {
                live.use(first);
            }
            if (isCarefulSoonCompiled(simd)) {
                live.use(simd);
            }
        }
    }

    private static boolean isMainSoonCompiled(Code code) throws InterruptedException {
        return isSoonCompiled(new Trial(code), Trial::tryMain);
    }

    private static boolean isCarefulSoonCompiled(Code code) throws InterruptedException {
        return code.layout().careful().isEmpty() || isSoonCompiled(new Trial(code), Trial::tryCareful);
    }

    private static boolean isSoonCompiled(Trial trial, Consumer<Trial> path) throws InterruptedException {
        return isSoonTrue(trial::isCompiled, () -> {
            path.accept(trial);
            trial.call(CALLS);
        });
    }

    private static boolean isSoonCompiled(ProductCode simd) throws InterruptedException {
        ProductTrial trial = new ProductTrial(simd);
        return isSoonTrue(trial::isCompiled, trial::run);
    }

    private static boolean isSoonTrue(BooleanSupplier isCompiled, Runnable trial) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE;
        while (!isCompiled.getAsBoolean() && System.nanoTime() < end) {
            trial.run();
            // The compiler needs the processor more than this thread does.
            Thread.sleep(1);
        }
        return isCompiled.getAsBoolean();
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
