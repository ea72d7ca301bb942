package dev.axolemma.bench.measure;

/** The normal distribution as plain Java code has it, which lacks erf: Abramowitz and Stegun 7.1.26, to 1.5e-7. */
final class Normal {

    private Normal() {
    }

    static double cumulative(double x) {
        double t = 1 / (1 + 0.3275911 * Math.abs(x) * Math.sqrt(0.5));
        double polynomial = ((((1.061405429 * t - 1.453152027) * t + 1.421413741) * t - 0.284496736) * t
                + 0.254829592) * t;
        double tail = 0.5 * polynomial * Math.exp(-0.5 * x * x);
        return x < 0 ? tail : 1 - tail;
    }

    static double density(double x) {
        return Math.exp(-0.5 * x * x) / Math.sqrt(2 * Math.PI);
    }
}
