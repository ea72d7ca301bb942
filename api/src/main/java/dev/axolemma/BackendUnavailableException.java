package dev.axolemma;

/** A backend was asked for by name and can't compute here. */
public final class BackendUnavailableException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    private final String backend;
    private final String reason;

    BackendUnavailableException(String backend, String reason) {
        super("backend " + backend + " is unavailable: " + reason);
        this.backend = backend;
        this.reason = reason;
    }

    /** The backend that was asked for. */
    public String backend() {
        return backend;
    }

    /** Why it is unavailable, and what to do. */
    public String reason() {
        return reason;
    }
}
