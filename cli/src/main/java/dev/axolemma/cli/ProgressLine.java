package dev.axolemma.cli;

import dev.axolemma.bench.Progress;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Shows on the error stream how far work is, once it takes over two seconds: on a terminal one line that changes,
 * elsewhere a line now and then. Thread-safe.
 */
final class ProgressLine implements Progress, AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Duration ON_TERMINAL = Duration.ofMillis(250);
    private static final Duration ELSEWHERE = Duration.ofSeconds(10);

    private final PrintWriter err;
    private final boolean terminal;
    private final long start = System.nanoTime();
    private final ScheduledExecutorService clock =
            Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("progress").factory());
    private String step = "";
    private long done;
    private long total;
    private int shown;

    ProgressLine(PrintWriter err) {
        this(err, System.console() != null && System.console().isTerminal(), PATIENCE);
    }

    ProgressLine(PrintWriter err, boolean terminal, Duration patience) {
        this.err = err;
        this.terminal = terminal;
        clock.scheduleAtFixedRate(this::show, patience.toMillis(),
                (terminal ? ON_TERMINAL : ELSEWHERE).toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public synchronized void at(String nextStep, long nextDone, long nextTotal) {
        step = nextStep;
        done = nextDone;
        total = nextTotal;
    }

    private synchronized void show() {
        if (clock.isShutdown()) {
            return;
        }
        String line = line();
        if (terminal) {
            err.print("\r" + line + " ".repeat(Math.max(0, shown - line.length())));
            shown = line.length();
        } else {
            err.println(line);
        }
        err.flush();
    }

    private String line() {
        long elapsed = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start);
        String line = String.format(Locale.ROOT, "%3d %%  %s", total == 0 ? 0 : 100 * done / total, time(elapsed));
        if (done > 0) {
            line += ", about " + time(elapsed * (total - done) / done) + " left";
        }
        return line + "  " + step;
    }

    private static String time(long seconds) {
        return seconds < 60 ? seconds + " s" : seconds / 60 + " min " + seconds % 60 + " s";
    }

    /** Ends the showing; on a terminal the line is wiped. */
    @Override
    public synchronized void close() {
        clock.shutdownNow();
        if (shown > 0) {
            err.print("\r" + " ".repeat(shown) + "\r");
            err.flush();
        }
    }
}
