package dev.axolemma.compiler;

import dev.axolemma.Dtype;
import dev.axolemma.Parameter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** The parameters of an operation as run-time scalars: plain words for the main path, significand and exponent apart. */
final class Parameters {

    private final List<Parameter> parameters;
    private final Words words;
    private final List<Program.Scalar> scalars = new ArrayList<>();

    Parameters(List<Parameter> parameters, Words words) {
        this.parameters = parameters;
        this.words = words;
    }

    /** The scalars that have been asked for, in the order of their numbers. */
    List<Program.Scalar> scalars() {
        return scalars;
    }

    /** The value in as many words as a binary64 number needs. */
    Wide plain(String name) {
        return Wide.of(scalar(name, Program.Scalar.HIGH), low(name, Program.Scalar.LOW));
    }

    /** The value with its power of two apart, whatever its magnitude. */
    Wide apart(String name) {
        Value shifted = words.add(scalar(name, Program.Scalar.EXPONENT), words.constant(words.roundingShift()));
        return new Wide(scalar(name, Program.Scalar.SIGNIFICAND_HIGH), low(name, Program.Scalar.SIGNIFICAND_LOW),
                words.shiftedInteger(shifted));
    }

    private Value low(String name, int word) {
        return words.dtype() == Dtype.F64 ? null : scalar(name, word);
    }

    private Value scalar(String name, int word) {
        int number = IntStream.range(0, parameters.size())
                .filter(i -> parameters.get(i).name().equals(name)).findFirst().orElseThrow();
        Program.Scalar scalar = new Program.Scalar(number, word);
        if (!scalars.contains(scalar)) {
            scalars.add(scalar);
        }
        return words.scalar(scalars.indexOf(scalar));
    }
}
