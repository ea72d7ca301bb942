package dev.axolemma.cpu;

import dev.axolemma.compiler.Program;
import java.lang.invoke.MethodHandles;

/**
 * A program written in a form and loaded.
 *
 * @param loop what computes
 * @param layout of its code and its scratch memory
 * @param careful the loop that computes what the main path can't
 */
record Code(Loop loop, Layout layout, Loop careful) {

    /** Elements a call computes at most, so that a kernel soon starts to run newly compiled code. */
    private static final int LONGEST = 4096;

    static Code of(Program program, Form form) {
        Layout layout = Layout.of(program, form);
        try {
            Class<?> type = MethodHandles.lookup().defineHiddenClass(LoopWriter.write(layout, form), true).lookupClass();
            Loop loop = (Loop) type.getDeclaredConstructor().newInstance();
            return new Code(loop, layout, loop);
        } catch (ReflectiveOperationException impossible) {
            throw new AssertionError(impossible);
        }
    }

    /** This code with the careful path of other code for the same program: the careful path is laid out alike in every form. */
    Code withCareful(Code other) {
        return new Code(loop, layout, other.loop);
    }

    /** The number of elements that a call computes is a multiple of this. */
    int step() {
        return layout.step();
    }

    /** So many elements and as many more as make up a step. */
    int padded(int count) {
        return Math.ceilDiv(count, step()) * step();
    }

    /** The number of elements that a call computes at most. */
    int longest() {
        return layout.main().isWhole() ? LONGEST : layout.block();
    }
}
