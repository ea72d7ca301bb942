package dev.axolemma.cuda;

import java.util.List;

/**
 * A number for each element, one after the other. Several are loaded and stored at once, from an address that is a
 * multiple of what they take.
 *
 * @param storage what they are in memory
 * @param base the register with the address of the first
 */
record PlainElements(KernelText text, Storage storage, String base) implements Elements {

    @Override
    public List<String> load(String first, int count) {
        List<String> stored = text.registers(storage.kind(), count);
        text.perform("ld.global" + width(count), group(stored), address(first));
        return stored.stream().map(number -> storage.widen(number, text)).toList();
    }

    /** Writes the store of consecutive elements, from {@code first} on. */
    void store(String first, List<String> numbers) {
        List<String> rounded = numbers.stream().map(number -> storage.round(number, text)).toList();
        text.perform("st.global" + width(rounded.size()), address(first), group(rounded));
    }

    private String address(String element) {
        return new Indices(text).memory(base, element, storage.bytes());
    }

    private String width(int count) {
        return (count == 1 ? "." : ".v" + count + ".") + storage.type();
    }

    private static String group(List<String> numbers) {
        return numbers.size() == 1 ? numbers.getFirst() : "{" + String.join(", ", numbers) + "}";
    }
}
