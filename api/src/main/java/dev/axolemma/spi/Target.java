package dev.axolemma.spi;

import dev.axolemma.Dtype;
import dev.axolemma.Operation;
import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;

/**
 * A language that kernels are written in: found with {@link ServiceLoader}, whether or not anything here can run what
 * is written in it. Constructing one touches no native library. Safe to share between threads.
 */
public interface Target {

    /** The name by which users choose it, as in {@code bytecode}. */
    String name();

    /**
     * The kernel of an operation as text that ends with a line end: for people, so its form may change at any time.
     * First stands, in comments, which word of which parameter each run-time scalar is, and its value.
     */
    String emit(Operation operation, Dtype dtype);

    /** Every target on the class path and module path, by name. */
    static List<Target> all() {
        return ServiceLoader.load(Target.class, Target.class.getClassLoader()).stream().map(ServiceLoader.Provider::get)
                .sorted(Comparator.comparing(Target::name)).toList();
    }
}
