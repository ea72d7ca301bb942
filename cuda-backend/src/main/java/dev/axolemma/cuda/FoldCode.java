package dev.axolemma.cuda;

import dev.axolemma.Dtype;
import dev.axolemma.compiler.Fold;
import java.util.List;

/** What makes one number of two. */
final class FoldCode {

    private final Fold fold;
    private final KernelText text;
    private final Format format;
    private final ElementCode code;

    FoldCode(Fold fold, Dtype dtype, KernelText text) {
        this.fold = fold;
        this.text = text;
        format = new Format(dtype);
        code = ElementCode.withParameters(fold.program(2, dtype), text);
    }

    /** The number that changes none, as an immediate operand. */
    String neutral() {
        return format.number(fold.neutral());
    }

    /** Folds {@code more} into what a register holds. */
    void fold(String register, String more) {
        text.set(register, "mov." + format.real(), code.whole(List.of(register, more)).getFirst());
    }
}
