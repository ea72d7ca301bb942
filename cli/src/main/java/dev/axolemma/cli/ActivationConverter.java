package dev.axolemma.cli;

import dev.axolemma.Activation;
import dev.axolemma.Activations;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A name of the catalogue, or an alias. */
final class ActivationConverter implements ITypeConverter<Activation> {

    @Override
    public Activation convert(String name) {
        try {
            return Activations.named(name);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }
}
