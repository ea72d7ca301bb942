package dev.axolemma;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.axolemma.Parameter.Domain;
import org.junit.jupiter.api.Test;

class ParameterTest {

    @Test
    void eachDomainAllowsWhatItSays() {
        assertDomain(Domain.FINITE, "-1, 0, 1");
        assertDomain(Domain.POSITIVE, "1");
        assertDomain(Domain.NOT_NEGATIVE, "0, 1");
        assertDomain(Domain.NOT_ZERO, "-1, 1");
        assertDomain(Domain.NOT_NAN, "-Infinity, -1, 0, 1, Infinity");
    }

    private static void assertDomain(Domain domain, String allowed) {
        for (String value : "-Infinity, -1, 0, 1, Infinity, NaN".split(", ")) {
            assertThat(domain.allows().test(Double.parseDouble(value))).as("%s: %s", domain.description(), value)
                    .isEqualTo((", " + allowed + ", ").contains(", " + value + ", "));
        }
    }

    @Test
    void aRefusalNamesTheParameterItsValueAndWhatIsAllowed() {
        Parameter slope = new Parameter("slope", 0.1, Domain.NOT_NEGATIVE);
        assertThat(slope.withValue(2).value()).isEqualTo(2);
        assertThatIllegalArgumentException().isThrownBy(() -> slope.withValue(-2))
                .withMessage("parameter slope is -2.0; it must be a finite number, at least 0");
    }
}
