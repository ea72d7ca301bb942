package dev.axolemma.cli;

import dev.axolemma.spi.Target;
import java.util.Iterator;
import java.util.List;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Names of the targets that there are. */
final class TargetNames implements ITypeConverter<Target>, Iterable<String> {

    private final List<Target> all = Target.all();

    @Override
    public Target convert(String name) {
        return all.stream().filter(target -> target.name().equals(name)).findFirst().orElseThrow(() ->
                new TypeConversionException("target is '" + name + "'; it must be one of " + names()));
    }

    @Override
    public Iterator<String> iterator() {
        return names().iterator();
    }

    private List<String> names() {
        return all.stream().map(Target::name).toList();
    }
}
