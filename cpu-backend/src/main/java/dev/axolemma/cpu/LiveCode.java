package dev.axolemma.cpu;

import dev.axolemma.compiler.Program;
import java.util.function.Consumer;

/** Whatever code there is by now for a program whose operands lie in one kind of container. */
final class LiveCode {

    /**
     * HotSpot compiles a loop after some 900 calls if they are short; if the first are long, it compiles the loop's inside
     * before, for nothing.
     */
    private static final int SHORT_CHUNKS = 2000;
    static final int SHORT_CHUNK = 16;

    private final Program program;
    private final Container container;
    private final Consumer<LiveCode> onFirstUse;
    private volatile Code code;
    private boolean hasBegun;
    // Threads may lose each other's count.
    private int chunks;

    /**
     * @param first the code to begin with, or null for none
     * @param onFirstUse called before it is first used; a race may call it twice
     */
    LiveCode(Program program, Container container, Code first, Consumer<LiveCode> onFirstUse) {
        this.program = program;
        this.container = container;
        this.code = first;
        this.onFirstUse = onFirstUse;
    }

    Program program() {
        return program;
    }

    Container container() {
        return container;
    }

    /** Whether there is any code yet. */
    boolean isThere() {
        return code != null;
    }

    Code code() {
        return code;
    }

    /** Lets the next chunk run with other code. */
    void use(Code better) {
        code = better;
    }

    /** To be called before work is shared among threads. */
    void begin() {
        if (!hasBegun) {
            hasBegun = true;
            onFirstUse.accept(this);
        }
    }

    /** Notes that one more chunk is computed. */
    void count() {
        if (isNew()) {
            chunks++;
        }
    }

    /** Whether chunks are still to be short. */
    boolean isNew() {
        return chunks < SHORT_CHUNKS;
    }

    /**
     * How many elements the next chunk has at most.
     *
     * @param current this code when the chunk begins
     * @param inPlace whether it computes with all operands where they lie
     */
    int limit(Code current, boolean inPlace) {
        if (isNew()) {
            count();
            return Math.max(SHORT_CHUNK, current.step());
        }
        return inPlace ? current.longest() : current.layout().block();
    }
}
