package dev.axolemma.cli;

import dev.axolemma.Dtype;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** {@code f16}, {@code bf16}, {@code f32} or {@code f64}. */
final class DtypeConverter implements ITypeConverter<Dtype> {

    @Override
    public Dtype convert(String label) {
        try {
            return Dtype.of(label);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }
}
