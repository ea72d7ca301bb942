package dev.axolemma.device;

import dev.axolemma.Dtype;
import dev.axolemma.Span;

/**
 * What a kernel must know of an operand before it is compiled.
 *
 * @param dtype what is loaded and stored
 * @param broadcast whether a number stands for several elements
 */
public record Operand(Dtype dtype, boolean broadcast) {

    static Operand of(Span span) {
        return new Operand(span.dtype(), span.isBroadcast());
    }
}
