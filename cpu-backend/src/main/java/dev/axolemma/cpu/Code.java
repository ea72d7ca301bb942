package dev.axolemma.cpu;

import dev.axolemma.compiler.Program;
import java.lang.invoke.MethodHandles;

/**
 * A program written in a form and loaded.
 *
 * @param loop what computes
 * @param layout of its code and its scratch memory
 */
record Code(Loop loop, Layout layout) {

    /** Elements a call computes at most, so that a kernel soon starts to run newly compiled code. */
    private static final int LONGEST = 4096;

    static Code of(Program program, Form form) {
        Layout layout = Layout.of(program, form);
        try {
            Class<?> type = MethodHandles.lookup().defineHiddenClass(LoopWriter.write(layout, form), true).lookupClass();
            return new Code((Loop) type.getDeclaredConstructor().newInstance(), layout);
        } catch (ReflectiveOperationException impossible) {
            throw new AssertionError(impossible);
        }
    }

    /** The number of elements that a call computes is a multiple of this. */
    int step() {
        return layout.step();
    }

    /** The number of elements that a call computes at most. */
    int longest() {
        return layout.main().stages().size() == 1 ? LONGEST : layout.block();
    }
}
