package dev.axolemma.cli;

import dev.axolemma.Direction;
import java.util.Arrays;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** {@code forward} and so on. */
final class DirectionConverter implements ITypeConverter<Direction> {

    @Override
    public Direction convert(String label) {
        return Arrays.stream(Direction.values()).filter(d -> d.label().equals(label)).findFirst()
                .orElseThrow(() -> new TypeConversionException("direction is '" + label + "'; it must be one of "
                        + Arrays.stream(Direction.values()).map(Direction::label).toList()));
    }
}
