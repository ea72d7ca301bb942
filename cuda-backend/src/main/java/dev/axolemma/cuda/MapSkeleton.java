package dev.axolemma.cuda;

import dev.axolemma.compiler.Program;
import dev.axolemma.device.KernelSource;
import dev.axolemma.device.Operand;
import java.util.ArrayList;
import java.util.List;

/**
 * The kernel that applies a program to every element. Its threads take unit after unit: four numbers (two in f64) where
 * all plain operands lie at multiples of so many, and single elements before and after. A unit of several
 * elements takes the main path only; if one of them is rare, it is given up before anything is written, and each is
 * computed as a single one.
 */
final class MapSkeleton {

    private static final int GROUP = 256;

    private final KernelText text = new KernelText("map");
    private final Indices indices = new Indices(text);
    private final Program program;
    private final Format format;
    private final Operands operands;
    private final List<PlainElements> results;
    private final String start;
    private final String count;
    private final ElementCode code;
    private final String single = text.label("single");
    private final String next = text.label("next");

    private MapSkeleton(Program program, List<Operand> operands) {
        this.program = program;
        format = new Format(program.dtype());
        this.operands = new Operands(text, operands);
        results = this.operands.plain(program.targets());
        start = text.integer("start");
        count = text.integer("count");
        code = ElementCode.withParameters(program, text);
    }

    static KernelSource write(Program program, List<Operand> operands) {
        return new MapSkeleton(program, operands).write();
    }

    private KernelSource write() {
        String head = indices.minimum(count, elementsBeforeAligned());
        String vectors = indices.select(areAlignedTogether(),
                indices.divide(indices.subtract(count, head), format.lanes()), 0);
        String units = indices.add(vectors, indices.subtract(count, indices.multiply(vectors, format.lanes())));
        String unit = indices.thread();
        String threads = indices.threads();
        String loop = text.label("unit");
        String end = text.label("end");

        text.bind(loop);
        text.branchUnless(indices.less(unit, units), end);
        writeUnit(unit, head, vectors);
        text.bind(next);
        text.set(unit, "add.s64", unit, threads);
        text.branch(loop);
        text.bind(end);
        return text.source(GROUP, format.lanes());
    }

    /** Vectors have the first numbers; after them come the elements before and then those behind. */
    private void writeUnit(String unit, String head, String vectors) {
        String first = text.register(RegisterKind.B64);
        String last = text.register(RegisterKind.B64);
        String alone = text.label("alone");
        text.branchUnless(indices.less(unit, vectors), alone);
        text.set(first, "mad.lo.s64", unit, format.lanes(), head);
        text.set(last, "add.s64", first, format.lanes() - 1);
        writeVector(first);
        text.bind(alone);
        String number = indices.subtract(unit, vectors);
        String inVectors = indices.multiply(vectors, format.lanes());
        text.set(first, "add.s64", number, indices.select(indices.less(number, head), 0, inVectors));
        text.set(last, "mov.b64", first);
        writeElements(first, last);
    }

    /** How many elements come before the first result at a multiple of what a vector takes. */
    private String elementsBeforeAligned() {
        return indices.and(indices.subtract(0, number(results.getFirst())), format.lanes() - 1);
    }

    /** Which of the memory's numbers an operand's first is, if all of it were such numbers. */
    private String number(PlainElements operand) {
        return indices.divide(operand.base(), operand.storage().bytes());
    }

    /** Whether equal elements of all plain operands are equally far from such multiples. */
    private String areAlignedTogether() {
        String differences = operands.plain().stream()
                .map(operand -> indices.xor(number(operand), number(results.getFirst())))
                .reduce(indices::or).orElseThrow();
        return indices.equal(indices.and(differences, format.lanes() - 1), 0);
    }

    private void writeVector(String first) {
        List<List<String>> inputs = operands.load(program.inputs(), first, start, format.lanes());
        List<List<String>> outputs = new ArrayList<>();
        for (int lane = 0; lane < format.lanes(); lane++) {
            outputs.add(code.main(lane(inputs, lane)));
        }
        if (code.isGuarded()) {
            for (List<String> ofLane : outputs) {
                text.branchIf(ofLane.getLast(), single);
            }
        }
        for (int i = 0; i < results.size(); i++) {
            results.get(i).store(first, lane(outputs, i));
        }
        text.branch(next);
    }

    private void writeElements(String first, String last) {
        text.bind(single);
        List<String> outputs = code.whole(lane(operands.load(program.inputs(), first, start, 1), 0));
        for (int i = 0; i < results.size(); i++) {
            results.get(i).store(first, List.of(outputs.get(i)));
        }
        text.set(first, "add.s64", first, 1);
        text.branchUnless(indices.less(last, first), single);
    }

    /** One number of each list. */
    private static List<String> lane(List<List<String>> lists, int number) {
        return lists.stream().map(list -> list.get(number)).toList();
    }
}
