package dev.axolemma.cuda;

import dev.axolemma.device.Operand;
import java.util.ArrayList;
import java.util.List;

/** The operands of a program, with parameters as {@link dev.axolemma.device.Skeletons} says. */
final class Operands {

    private final Indices indices;
    private final List<Elements> all = new ArrayList<>();
    private final List<PlainElements> plain = new ArrayList<>();

    Operands(KernelText text, List<Operand> operands) {
        indices = new Indices(text);
        for (int i = 0; i < operands.size(); i++) {
            Storage storage = Storage.of(operands.get(i).dtype());
            PlainElements numbers = new PlainElements(text, storage, text.numbers("operand" + i, storage.bytes()));
            if (operands.get(i).broadcast()) {
                all.add(new BroadcastElements(numbers, text.integer("inner" + i), text.integer("channels" + i)));
            } else {
                all.add(numbers);
                plain.add(numbers);
            }
        }
    }

    /** Those that have a number for each element. */
    List<PlainElements> plain() {
        return plain;
    }

    /** Those of some numbers, which are plain. */
    List<PlainElements> plain(List<Integer> numbers) {
        return numbers.stream().map(all::get).map(PlainElements.class::cast).toList();
    }

    /**
     * Where the numbers of consecutive elements are: of each of the first so many operands, element by element.
     *
     * @param start which element of the broadcasts the plain operands start at
     */
    List<List<String>> load(int operands, String first, Object start, int count) {
        return all.subList(0, operands).stream()
                .map(elements -> elements.load(plain.contains(elements) ? first : indices.add(first, start), count))
                .toList();
    }
}
