package dev.axolemma.bench.measure;

/** JMH could not run; the message says why, as that another JMH is running on this machine. */
public final class MeasuringException extends RuntimeException {

    private static final long serialVersionUID = 1;

    MeasuringException(String message, Throwable cause) {
        super(message, cause);
    }
}
