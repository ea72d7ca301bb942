package dev.axolemma.cli;

import dev.axolemma.bench.depth.Preactivations;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** {@code normal} or {@code digits}. */
final class PreactivationsConverter implements ITypeConverter<Preactivations> {

    @Override
    public Preactivations convert(String name) {
        for (Preactivations preactivations : Preactivations.values()) {
            if (preactivations.name().toLowerCase(Locale.ROOT).equals(name)) {
                return preactivations;
            }
        }
        throw new TypeConversionException("'" + name + "' is neither normal nor digits");
    }
}
