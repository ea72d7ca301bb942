package dev.axolemma.opencl;

import dev.axolemma.compiler.Paths;
import dev.axolemma.compiler.Program;
import dev.axolemma.compiler.Type;
import dev.axolemma.compiler.Value;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Writes a program as a function in OpenCL C: {@code void name(x0, x1, …, s0, s1, …, *y0, *y1, …)} of inputs, run-time
 * scalars and outputs.
 */
final class ClEmitter {

    private final ClTypes types;
    private final StringBuilder text = new StringBuilder();

    ClEmitter(ClTypes types) {
        this.types = types;
    }

    /** What has been written. */
    String text() {
        return text.toString();
    }

    /**
     * Writes a function that takes the careful path, if the program has one, only where an element needs it: then for all
     * that are computed together, for which it is right too.
     */
    void function(String name, Program program) {
        Paths paths = Paths.of(program);
        if (paths.careful().isEmpty()) {
            body(name, paths.main());
            return;
        }
        body(name + "_main", paths.main());
        body(name + "_careful", program);
        text.append("void ").append(name).append('(').append(parameters(program)).append(") {\n    ")
                .append(types.mask()).append(" rare;\n    ").append(name).append("_main(")
                .append(join(Stream.of(names(program), Stream.of("&rare")))).append(");\n    if (").append(any("rare"))
                .append(") {\n        ").append(name).append("_careful(").append(join(Stream.of(names(program))))
                .append(");\n    }\n}\n\n");
    }

    private String any(String mask) {
        return types.lanes() == 1 ? mask : "any(" + mask + ")";
    }

    private void body(String name, Program program) {
        text.append("void ").append(name).append('(').append(parameters(program)).append(") {\n");
        program.instructions().forEach(this::define);
        List<Value> outputs = program.outputs();
        for (int i = 0; i < outputs.size(); i++) {
            text.append("    *").append(output(outputs, i)).append(" = v").append(outputs.get(i).id()).append(";\n");
        }
        text.append("}\n\n");
    }

    private String parameters(Program program) {
        List<Value> outputs = program.outputs();
        return join(Stream.of(IntStream.range(0, program.inputs()).mapToObj(i -> "const " + types.real() + " x" + i),
                IntStream.range(0, program.scalars().size()).mapToObj(i -> "const " + types.number() + " s" + i),
                IntStream.range(0, outputs.size())
                        .mapToObj(i -> types.type(outputs.get(i).type()) + " *" + output(outputs, i))));
    }

    private static Stream<String> names(Program program) {
        return Stream.of(IntStream.range(0, program.inputs()).mapToObj(i -> "x" + i),
                IntStream.range(0, program.scalars().size()).mapToObj(i -> "s" + i),
                IntStream.range(0, program.targets().size()).mapToObj(i -> "y" + i)).flatMap(s -> s);
    }

    private static String output(List<Value> outputs, int index) {
        return outputs.get(index).type() == Type.MASK ? "rare" : "y" + index;
    }

    private static String join(Stream<Stream<String>> parts) {
        return parts.flatMap(part -> part).collect(Collectors.joining(", "));
    }

    private void define(Value v) {
        text.append("    const ").append(types.type(v.type())).append(" v").append(v.id()).append(" = ")
                .append(expression(v)).append(";\n");
    }

    private String expression(Value v) {
        return switch (v.op()) {
            case INPUT -> "x" + v.bits();
            case SCALAR -> "(" + types.real() + ")(s" + v.bits() + ")";
            case CONSTANT -> types.constant(v.bits());
            case INT_CONSTANT -> types.integer(v.bits());
            case ADD, INT_ADD -> infix(v, "+");
            case SUBTRACT, INT_SUBTRACT -> infix(v, "-");
            case MULTIPLY -> infix(v, "*");
            case DIVIDE -> infix(v, "/");
            case FMA -> call("fma", v);
            case SQRT -> call("sqrt", v);
            case NEGATE -> "-" + name(v, 0);
            case ABS -> call("fabs", v);
            case LESS -> infix(v, "<");
            case LESS_OR_EQUAL -> infix(v, "<=");
            case EQUAL, INT_EQUAL -> infix(v, "==");
            case INT_LESS -> signed(v, 0) + " < " + signed(v, 1);
            case AND, INT_AND -> infix(v, "&");
            case OR, INT_OR -> infix(v, "|");
            case INT_XOR -> infix(v, "^");
            case NOT -> (types.lanes() == 1 ? "!" : "~") + name(v, 0);
            case SELECT, INT_SELECT, RARE -> name(v, 0) + " ? " + name(v, 1) + " : " + name(v, 2);
            case SHIFT_LEFT -> name(v, 0) + " << " + v.bits();
            case SHIFT_RIGHT_LOGICAL -> name(v, 0) + " >> " + v.bits();
            case SHIFT_RIGHT_ARITHMETIC -> "as_" + types.integer() + "(" + signed(v, 0) + " >> " + v.bits() + ")";
            case FLOAT_TO_BITS -> "as_" + types.integer() + "(" + name(v, 0) + ")";
            case BITS_TO_FLOAT -> "as_" + types.real() + "(" + name(v, 0) + ")";
        };
    }

    private static String name(Value v, int operand) {
        return "v" + v.operand(operand).id();
    }

    private static String infix(Value v, String operator) {
        return name(v, 0) + " " + operator + " " + name(v, 1);
    }

    private static String call(String function, Value v) {
        return v.operands().stream().map(operand -> "v" + operand.id())
                .collect(Collectors.joining(", ", function + "(", ")"));
    }

    private String signed(Value v, int operand) {
        return "as_" + types.signed() + "(" + name(v, operand) + ")";
    }
}
