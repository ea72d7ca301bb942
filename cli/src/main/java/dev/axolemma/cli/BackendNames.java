package dev.axolemma.cli;

import dev.axolemma.Engine;
import dev.axolemma.spi.Backend;
import java.util.List;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Names of backends that exist, whether or not they can compute here. */
final class BackendNames implements ITypeConverter<String> {

    @Override
    public String convert(String name) {
        List<String> names = Engine.backends().stream().map(Backend::name).toList();
        if (!names.contains(name)) {
            throw new TypeConversionException("backend is '" + name + "'; it must be one of " + names);
        }
        return name;
    }

    /** Those that can compute here, best first, but for those that want to be asked for by name. */
    static List<String> usual() {
        return Engine.backends().stream().filter(b -> b.unavailable().isEmpty() && b.rank() >= 0).map(Backend::name)
                .toList();
    }

    /**
     * The one that an engine takes unless told otherwise: the best, or the default that is set.
     *
     * @throws dev.axolemma.BackendUnavailableException if the default can't compute here
     */
    static String chosen() {
        try (Engine engine = Engine.open()) {
            return engine.information().backend();
        }
    }

    /** @throws dev.axolemma.BackendUnavailableException if one of them can't compute here */
    static void check(List<String> names) {
        names.forEach(name -> Engine.builder().backend(name).open().close());
    }
}
