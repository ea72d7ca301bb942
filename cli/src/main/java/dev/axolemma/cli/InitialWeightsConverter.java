package dev.axolemma.cli;

import dev.axolemma.bench.depth.InitialWeights;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** {@code none}, {@code glorot} and so on. */
final class InitialWeightsConverter implements ITypeConverter<InitialWeights> {

    @Override
    public InitialWeights convert(String text) {
        try {
            return InitialWeights.parse(text);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }
}
