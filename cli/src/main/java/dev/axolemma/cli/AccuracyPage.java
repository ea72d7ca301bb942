package dev.axolemma.cli;

import dev.axolemma.bench.verify.AccuracyTable;
import dev.axolemma.bench.verify.Sampling;
import dev.axolemma.bench.verify.Verification;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Verifications as a page of documentation.
 *
 * @param rows in order
 * @param sampling how they were sampled
 */
record AccuracyPage(List<Verification> rows, Sampling sampling) {

    private static final String INTRODUCTION = """
            # Accuracy

            Written by `axolemma verify --markdown` with stride %d on the backends %s.

            Each figure is the largest error found, in units in the last place (ULP) of the correctly rounded result of
            the exact formula, whose constants and parameters are the binary64 values given. Promised are 2 ULP forward
            and 4 ULP for the derivative. In brackets stands the largest error near the roots that the catalogue marks,
            in units of 2^-24 (f64: 2^-53) times the magnitude stated there; the same bounds hold for it. What misses
            its bound is bold, and the reason stands below the table. A result in f16 or bf16 is that in f32, rounded:
            promised are 0.51 ULP, and the test suite tries every number of both.

            Outside the promise: gradients of parameters and the composition of a user's own formula (its primitives are
            within it); and in f32 a sine whose frequency ω is no f32 number. Its argument ω·x is carried in two floats, 48
            bits: beyond |ω·x| = 2^20 such a sine loses accuracy, and beyond 2^45 all of it.

            """;

    String text() {
        String backends = rows.stream().map(Verification::backend).distinct().collect(Collectors.joining(", "));
        return INTRODUCTION.formatted(sampling.stride(), backends) + AccuracyTable.markdown(rows);
    }
}
