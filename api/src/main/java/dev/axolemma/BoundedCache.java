package dev.axolemma;

import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Keeps what was made for a key. Full, it forgets everything and starts anew: what is in use is soon made again, and a
 * look-up costs neither a lock nor a list of what was used when.
 */
final class BoundedCache<K, V> {

    private final ConcurrentHashMap<K, V> entries = new ConcurrentHashMap<>();
    private final int capacity;

    BoundedCache(int capacity) {
        this.capacity = capacity;
    }

    V get(K key, Function<K, V> make) {
        V value = entries.get(key);
        if (value != null) {
            return value;
        }
        if (entries.size() >= capacity) {
            entries.clear();
        }
        return entries.computeIfAbsent(key, make);
    }
}
