package dev.axolemma.cuda;

import dev.axolemma.compiler.Paths;
import dev.axolemma.compiler.Program;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** A program as code for one element: the main path, and a branch around the careful one. */
final class ElementCode {

    private final Program program;
    private final Paths paths;
    private final KernelText text;
    private final IntFunction<String> scalars;

    /** @param scalars says where a run-time scalar is; it may write the load */
    ElementCode(Program program, KernelText text, IntFunction<String> scalars) {
        this.program = program;
        this.paths = Paths.of(program);
        this.text = text;
        this.scalars = scalars;
    }

    /** With a parameter for each of the run-time scalars. */
    static ElementCode withParameters(Program program, KernelText text) {
        Format format = new Format(program.dtype());
        List<String> scalars = IntStream.range(0, program.scalars().size())
                .mapToObj(number -> text.number("scalar" + number, format)).toList();
        return new ElementCode(program, text, scalars::get);
    }

    /** Whether some elements are rare. */
    boolean isGuarded() {
        return paths.careful().isPresent();
    }

    /** Writes the main path; where it is guarded, the last of its outputs says whether the element is rare. */
    List<String> main(List<String> inputs) {
        return PtxEmitter.emit(paths.main(), text, inputs, scalars);
    }

    /** Writes the careful path, which is right for every element. */
    List<String> careful(List<String> inputs) {
        return PtxEmitter.emit(program, text, inputs, scalars);
    }

    /** Writes both paths, the careful one for a rare element only. */
    List<String> whole(List<String> inputs) {
        List<String> main = main(inputs);
        return isGuarded() ? guarded(main, inputs) : main;
    }

    private List<String> guarded(List<String> main, List<String> inputs) {
        List<String> results = text.registers(new Format(program.dtype()).realKind(), program.outputs().size());
        String ordinary = text.label("ordinary");
        move(main, results);
        text.branchUnless(main.getLast(), ordinary);
        move(careful(inputs), results);
        text.bind(ordinary);
        return results;
    }

    private void move(List<String> from, List<String> to) {
        for (int i = 0; i < to.size(); i++) {
            text.set(to.get(i), "mov." + new Format(program.dtype()).real(), from.get(i));
        }
    }
}
