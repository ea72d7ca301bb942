package dev.axolemma.cuda;

import java.util.List;

/**
 * A number for each element, one after the other. Several are loaded and stored at once, from an address that is a
 * multiple of what they take.
 *
 * @param base the register with the address of the first
 */
record PlainElements(KernelText text, Format format, String base) implements Elements {

    @Override
    public List<String> load(String first, int count) {
        List<String> numbers = text.registers(format.realKind(), count);
        text.perform("ld.global" + width(count), group(numbers), address(first));
        return numbers;
    }

    /** Writes the store of consecutive elements, from {@code first} on. */
    void store(String first, List<String> numbers) {
        text.perform("st.global" + width(numbers.size()), address(first), group(numbers));
    }

    private String address(String element) {
        return new Indices(text).memory(base, element, format.bytes());
    }

    private String width(int count) {
        return (count == 1 ? "." : ".v" + count + ".") + format.real();
    }

    private static String group(List<String> numbers) {
        return numbers.size() == 1 ? numbers.getFirst() : "{" + String.join(", ", numbers) + "}";
    }
}
