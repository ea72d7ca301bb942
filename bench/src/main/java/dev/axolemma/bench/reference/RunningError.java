package dev.axolemma.bench.reference;

/**
 * Operations in plain binary64 with a bound on the absolute error: the cheapest tier, good for binary32 wherever
 * nothing cancels or leaves the range of binary64. The result of the last operation is held in {@link #value} and
 * {@link #error}; an error of NaN or ∞ means that nothing is known, and spreads. Bounds are of first order, made safe
 * by {@link #SAFETY}. {@code Math} is trusted to its documented error, at most 2.5 ULP.
 */
final class RunningError {

    /** What second-order terms may add to a bound. */
    static final double SAFETY = 1.01;

    private static final double ROUNDING = 0x1p-52;
    private static final double LIBRARY = 0x1p-50;
    private static final double TINY = Double.MIN_NORMAL;
    /** Beyond this, e^−x is below {@link #TINY}. */
    private static final double FAR = 800;
    private static final double NARROW = 0.5;
    /** Relative error of the polynomials here. */
    private static final double SERIES = 0x1p-48;
    private static final double ROOT_HALF = Math.sqrt(0.5);
    private static final double DENSITY = 1 / Math.sqrt(2 * Math.PI);

    double value;
    double error;

    /** Sets an exact number. */
    void exact(double number) {
        value = number;
        error = 0;
    }

    /** Sets a number with an error that is known. */
    void set(double number, double bound) {
        value = number;
        error = bound;
    }

    private void setUnknown() {
        set(Double.NaN, Double.NaN);
    }

    /** What lies outside a function's domain is NaN, and that is exact. */
    private void setDomainError() {
        set(Double.NaN, 0);
    }

    boolean isDomainError() {
        return error == 0 && value != value;
    }

    void add(double a, double ea, double b, double eb) {
        value = a + b;
        error = ea + eb + Math.abs(value) * ROUNDING;
    }

    void multiply(double a, double ea, double b, double eb) {
        value = a * b;
        error = Math.abs(a) * eb + Math.abs(b) * ea + ea * eb + Math.abs(value) * ROUNDING + TINY;
    }

    void divide(double a, double ea, double b, double eb) {
        double least = Math.abs(b) - eb;
        value = a / b;
        error = least > 0 ? (ea + Math.abs(value) * eb) / least + Math.abs(value) * ROUNDING + TINY : Double.NaN;
    }

    void sqrt(double a, double ea) {
        if (a + ea < 0) {
            setDomainError();
        } else if (a - ea > 0) {
            value = Math.sqrt(a);
            error = ea / value + value * ROUNDING;
        } else {
            set(a, ea == 0 && a == 0 ? 0 : Double.NaN);
        }
    }

    /** How a compares to b. */
    Order compare(double a, double ea, double b, double eb) {
        double difference = a - b;
        double doubt = (ea + eb + Math.abs(difference) * ROUNDING) * SAFETY;
        if (ea == 0 && eb == 0 || Math.abs(difference) > doubt) {
            return a < b ? Order.LESS : a > b ? Order.GREATER : a == b ? Order.EQUAL : Order.OPEN;
        }
        return Order.OPEN;
    }

    void exp(double a, double ea) {
        if (a + ea < -FAR) {
            set(0, TINY);
        } else {
            value = Math.exp(a);
            error = growth(ea) * value + value * LIBRARY + TINY;
        }
    }

    /** e^e − 1 or a little more for a small error e. */
    private static double growth(double e) {
        return e < NARROW ? e * (1 + e) : Double.NaN;
    }

    void expm1(double a, double ea) {
        if (a + ea < -FAR) {
            set(-1, ROUNDING);
        } else {
            value = Math.expm1(a);
            error = growth(ea) * (value + 1) + Math.abs(value) * LIBRARY + TINY;
        }
    }

    void log(double a, double ea) {
        double least = a - ea;
        if (a + ea < 0) {
            setDomainError();
        } else if (least > 0) {
            value = Math.log(a);
            error = ea / least + Math.abs(value) * LIBRARY;
        } else {
            setUnknown();
        }
    }

    void log1p(double a, double ea) {
        double least = 1 + (a - ea);
        if (a + ea < -1) {
            setDomainError();
        } else if (least > 0) {
            value = Math.log1p(a);
            error = ea / (least * (1 - ROUNDING)) + Math.abs(value) * LIBRARY + TINY;
        } else {
            setUnknown();
        }
    }

    void tanh(double a, double ea) {
        if (Math.abs(a) - ea > FAR) {
            set(Math.copySign(1, a), ROUNDING);
        } else {
            value = Math.tanh(a);
            error = ea + Math.abs(value) * LIBRARY + TINY;
        }
    }

    void sigmoid(double a, double ea) {
        if (Math.abs(a) - ea > FAR) {
            set(a < 0 ? 0 : 1, a < 0 ? TINY : ROUNDING);
        } else {
            double e = Math.exp(-Math.abs(a));
            value = a < 0 ? e / (1 + e) : 1 / (1 + e);
            error = value * (growth(ea) + LIBRARY) + TINY;
        }
    }

    void logisticPdf(double a, double ea) {
        if (Math.abs(a) - ea > FAR) {
            set(0, TINY);
        } else {
            double e = Math.exp(-Math.abs(a));
            value = e / ((1 + e) * (1 + e));
            // its logarithm has the derivative −tanh(a/2)
            error = value * (growth(ea) + LIBRARY) + TINY;
        }
    }

    void softplus(double a, double ea) {
        if (Math.abs(a) - ea > FAR) {
            set(a < 0 ? 0 : a, a < 0 ? TINY : ea + TINY);
        } else {
            value = Math.max(a, 0) + Math.log1p(Math.exp(-Math.abs(a)));
            // the derivative is the sigmoid, at most 1 and at most 1.5 of softplus itself
            error = growth(ea) * Math.min(1, 1.5 * value) + value * LIBRARY + TINY;
        }
    }

    void tanhSoftplus(double a, double ea) {
        softplus(a, ea);
        tanh(value, error);
    }

    void tanhshrink(double a, double ea) {
        double reach = Math.abs(a) + ea;
        if (reach > 0.5) {
            value = a - Math.tanh(a);
            error = ea + (Math.abs(a) + 1) * LIBRARY;
        } else {
            double square = a * a;
            value = a * square * Coefficients.TANHSHRINK.at(square) / Coefficients.COSH.at(square);
            error = ea * reach * reach + Math.abs(value) * SERIES + TINY;
        }
    }

    void erf(double a, double ea) {
        if (Math.abs(a) < NormalTail.START) {
            value = a * Coefficients.ERF.at(a * a);
            error = Math.abs(value) * SERIES + 1.2 * ea + TINY;
        } else {
            erfcTail(Math.abs(a), ea);
            value = Math.copySign(1 - value, a);
            error += ROUNDING;
        }
    }

    void erfc(double a, double ea) {
        if (a - ea >= NormalTail.START) {
            erfcTail(a, ea);
        } else {
            erf(a, ea);
            value = 1 - value;
            error += value * ROUNDING;
        }
    }

    private void erfcTail(double a, double ea) {
        double least = a - ea;
        if (least > NormalTail.END) {
            set(0, Math.exp(-least * least) + TINY);
        } else if (a > NormalTail.END) {
            setUnknown();
        } else {
            value = Math.exp(-a * a) * NormalTail.scaled(a);
            error = value * (NormalTail.PLAIN_ERROR + growth(2 * ea * (a + ea + 1))) + TINY;
        }
    }

    void normalCdf(double a, double ea) {
        double scaled = -a * ROOT_HALF;
        erfc(scaled, ea + Math.abs(scaled) * ROUNDING);
        value /= 2;
        error /= 2;
    }

    void normalPdf(double a, double ea) {
        double square = a * a / 2;
        exp(-square, (Math.abs(a) + ea) * ea + square * ROUNDING);
        value *= DENSITY;
        error = error + value * LIBRARY;
    }

    void sin(double a, double ea) {
        value = Math.sin(a);
        error = ea + Math.abs(value) * LIBRARY;
    }

    void cos(double a, double ea) {
        value = Math.cos(a);
        error = ea + Math.abs(value) * LIBRARY;
    }
}
