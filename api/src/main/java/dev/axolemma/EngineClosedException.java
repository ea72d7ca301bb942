package dev.axolemma;

/** An engine, or a kernel of one, was used after the engine had been closed. */
public final class EngineClosedException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    EngineClosedException() {
        super("the engine is closed; open another one");
    }
}
