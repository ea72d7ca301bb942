package dev.axolemma.spi;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Something that computes. Immutable.
 *
 * @param name as its maker calls it
 * @param properties what is worth knowing, in the order to show it, as {@code vector width → 512 bits}
 */
public record Device(String name, Map<String, String> properties) {

    public Device {
        // Map.copyOf would lose the order.
        properties = Collections.unmodifiableMap(new LinkedHashMap<>(properties));
    }
}
