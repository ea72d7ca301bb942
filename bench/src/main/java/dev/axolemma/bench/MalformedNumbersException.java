package dev.axolemma.bench;

import java.io.IOException;

/** What was read is not what its format says; the message tells where and what is allowed. */
public final class MalformedNumbersException extends IOException {

    private static final long serialVersionUID = 1;

    public MalformedNumbersException(String message) {
        super(message);
    }
}
