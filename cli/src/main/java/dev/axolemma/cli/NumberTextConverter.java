package dev.axolemma.cli;

import dev.axolemma.bench.NumberText;
import java.util.Arrays;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** {@code dec} or {@code hex}. */
final class NumberTextConverter implements ITypeConverter<NumberText> {

    @Override
    public NumberText convert(String label) {
        return Arrays.stream(NumberText.values()).filter(text -> text.label().equals(label)).findFirst()
                .orElseThrow(() -> new TypeConversionException("format is '" + label + "'; it must be dec or hex"));
    }
}
