package dev.axolemma.opencl;

import dev.axolemma.compiler.Program;
import dev.axolemma.device.ChainForm;
import dev.axolemma.device.ChainForm.Weights;
import dev.axolemma.device.KernelSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Writes the kernel that takes gradients through the layers of a chain, a vector of them or one a work item. */
final class ClChain {

    private final ClTypes types;
    private final ChainForm form;

    ClChain(ClTypes types, ChainForm form) {
        this.types = types;
        this.form = form;
    }

    KernelSource source() {
        ClEmitter emitter = new ClEmitter(types);
        emitter.function("normalise", form.normalisation());
        emitter.function("rounded", form.rounding());
        for (int i = 0; i < form.layers().size(); i++) {
            emitter.function("layer" + i, form.layers().get(i));
        }
        String text = ClMemory.preamble(types, List.of(types.dtype())) + emitter.text() + """
                kernel __attribute__((reqd_work_group_size(GROUP, 1, 1)))
                void chain(PARAMETERS) {
                    const ulong from = get_global_id(0) * LANES;
                    if (from >= count) {
                        return;
                    }
                    const uint lanes = min(count - from, (ulong) LANES);
                    const REALS zero = (REALS)(0);
                    REALS significand = (REALS)(1);
                    REALS exponent = zero;
                    REALS result;
                START
                    for (ulong passed = 0; passed < depth; passed++) {
                        const ulong layer = depth - 1 - passed;
                        if (passed > 0 && passed % PERIOD == 0) {
                            normalise(significand, exponent, &significand, &exponent);
                        }
                LAYER
                    }
                END
                }
                """.replace("GROUP", String.valueOf(ClSkeletons.GROUP)).replace("PARAMETERS", parameters())
                .replace("START", start()).replace("LAYER", layer()).replace("END", end())
                .replace("PERIOD", String.valueOf(form.period()))
                .replace("LANES", String.valueOf(types.lanes())).replace("REALS", types.real());
        return new KernelSource("chain", text, ClSkeletons.GROUP, types.lanes());
    }

    private String parameters() {
        List<String> parameters = new ArrayList<>();
        addMatrix("z", "const ", parameters);
        if (form.weights() != Weights.NONE) {
            addMatrix("weights", "const ", parameters);
        }
        if (form.upstream()) {
            addNumbers("upstream", "const " + types.number(), parameters);
        }
        if (form.results().gradient()) {
            addNumbers("gradient", types.number(), parameters);
        }
        if (form.results().exactRange()) {
            addNumbers("significands", types.number(), parameters);
            addNumbers("exponents", "int", parameters);
        }
        if (form.results().layerGradients()) {
            addMatrix("gradients", "", parameters);
        }
        addNumbers("kinds", "const int", parameters);
        addNumbers("scalars", "const " + types.number(), parameters);
        parameters.add("const ulong depth");
        parameters.add("const ulong count");
        return String.join(", ", parameters);
    }

    private void addMatrix(String name, String qualifier, List<String> parameters) {
        addNumbers(name, qualifier + types.number(), parameters);
        parameters.add("const ulong " + name + "_distance");
    }

    private static void addNumbers(String name, String type, List<String> parameters) {
        parameters.add("global " + type + " *" + name);
        parameters.add("const ulong " + name + "_at");
    }

    private String start() {
        return !form.upstream() ? "" : "    significand = " + load("upstream + upstream_at + from")
                + ";\n    normalise(significand, exponent, &significand, &exponent);";
    }

    private String load(String address) {
        return ClMemory.load(types, types.dtype(), address);
    }

    private String store(String address, String value) {
        return ClMemory.store(types, types.dtype(), address, value) + ";";
    }

    private String layer() {
        Stream<String> loads = Stream.of("const REALS x = " + load("z + z_at + layer * z_distance + from") + ";");
        Stream<String> weight = switch (form.weights()) {
            case NONE -> Stream.empty();
            case ONE_PER_LAYER ->
                    Stream.of("const REALS weight = (REALS)(weights[weights_at + layer * weights_distance]);");
            case ONE_PER_ELEMENT -> Stream.of("const REALS weight = "
                    + load("weights + weights_at + layer * weights_distance + from") + ";");
        };
        Stream<String> results = !form.results().layerGradients() ? Stream.empty() : Stream.of(
                "rounded(significand, exponent, &result);",
                store("gradients + gradients_at + layer * gradients_distance + from", "result"));
        return Stream.of(loads, weight, pass(), results).flatMap(lines -> lines)
                .map(line -> "        " + line).collect(Collectors.joining("\n"));
    }

    /** Takes the gradient through the layer, by one of the programs. */
    private Stream<String> pass() {
        if (form.layers().size() == 1) {
            return Stream.of(call(0));
        }
        Stream<String> cases = IntStream.range(0, form.layers().size())
                .mapToObj(kind -> "    case " + kind + ": " + call(kind) + " break;");
        return Stream.of(Stream.of("switch (kinds[kinds_at + layer]) {"), cases, Stream.of("}")).flatMap(s -> s);
    }

    private String call(int kind) {
        Program program = form.layers().get(kind);
        Stream<String> operands = form.weights() == Weights.NONE ? Stream.of("x", "significand", "exponent")
                : Stream.of("x", "weight", "significand", "exponent");
        Stream<String> scalars = IntStream.range(0, program.scalars().size())
                .mapToObj(i -> "scalars[scalars_at + layer * " + form.scalars() + " + " + i + "]");
        return Stream.of(operands, scalars, Stream.of("&significand", "&exponent")).flatMap(s -> s)
                .collect(Collectors.joining(", ", "layer" + kind + "(", ");"));
    }

    private String end() {
        List<String> lines = new ArrayList<>();
        if (form.results().gradient()) {
            lines.add("rounded(significand, exponent, &result);");
            lines.add(store("gradient + gradient_at + from", "result"));
        }
        if (form.results().exactRange()) {
            lines.add("normalise(significand, exponent, &significand, &exponent);");
            lines.add(store("significands + significands_at + from", "significand"));
            lines.add(types.lanes() == 1 ? "exponents[exponents_at + from] = (int) as_" + types.signed() + "(exponent);"
                    : types.signed() + " whole = as_" + types.signed() + "(exponent);\n"
                    + "    for (uint i = 0; i < lanes; i++) {\n"
                    + "        exponents[exponents_at + from + i] = (int) ((" + types.signedNumber() + " *) &whole)[i];\n    }");
        }
        return lines.stream().map(line -> "    " + line).collect(Collectors.joining("\n"));
    }
}
