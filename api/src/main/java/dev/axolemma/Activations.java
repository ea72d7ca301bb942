package dev.axolemma;

import static dev.axolemma.Parameter.Domain.NOT_NAN;
import static dev.axolemma.Parameter.Domain.NOT_NEGATIVE;
import static dev.axolemma.Parameter.Domain.NOT_ZERO;
import static dev.axolemma.Parameter.Domain.POSITIVE;

import dev.axolemma.formula.Condition;
import dev.axolemma.formula.Formula;
import java.util.ArrayList;
import java.util.List;

/**
 * The catalogue of activations.
 *
 * <p>Each entry states its formula, where it is from, the defaults of its parameters, and its limits as
 * {@code (at −∞, at +∞)}. Where it has a kink, the derivative there is the one that PyTorch documents. Each comes in
 * its default form without arguments; {@link Activation#with} or the form with arguments sets parameters, which are
 * run-time arguments of a kernel.
 *
 * <p>Error bounds, in f32 and f64, subnormals included: 2 ULP for the value and 4 ULP for the derivative with respect
 * to x0, of the formula whose constants and parameters are exactly the binary64 values written here. Near a marked
 * nonzero root of one of them the bound is absolute, see {@link Root}. Gradients of parameters and of further inputs, and
 * derivatives from the saved output, are written without avoidable cancellation; the latter are functions of the output
 * as given. −0 is kept where the function is odd or passes x.
 */
public final class Activations {

    private static final List<Activation> ALL = new ArrayList<>();

    private static final Formula X = Formula.input(0);
    private static final Formula X1 = Formula.input(1);
    private static final Formula ZERO = Formula.constant(0);
    private static final Formula ONE = Formula.constant(1);
    private static final Formula ALPHA = Formula.parameter("alpha");
    private static final Formula BETA = Formula.parameter("beta");
    private static final Formula SLOPE = Formula.parameter("slope");
    private static final Formula LAMBDA = Formula.parameter("lambda");
    private static final Formula MIN = Formula.parameter("min");
    private static final Formula MAX = Formula.parameter("max");

    private Activations() {
    }

    /** Every activation of the catalogue in its default form, in the order of this page. */
    public static List<Activation> all() {
        return List.copyOf(ALL);
    }

    /**
     * The activation called {@code name} in its default form. Upper and lower case, underscores, hyphens and spaces
     * make no difference, and the names that other libraries use are known: {@code hard_swish}, {@code LeakyRelu},
     * {@code logistic}.
     *
     * @throws UnknownActivationException if there is none; it lists the nearest names
     */
    public static Activation named(String name) {
        return ActivationNames.find(name);
    }

    // ---- Steps and lines

    private static final Activation STEP = entry("step", X.less(0).then(0).otherwise(1));

    /** 0 for x &lt; 0, else 1; its derivative is 0 everywhere. (0, 1). McCulloch and Pitts 1943. */
    public static Activation step() {
        return STEP;
    }

    private static final Activation SIGN = entry(of("sign", X.less(0).then(-1).otherwise(X.greater(0).then(1)
            .otherwise(X))).derivative(X, ZERO));

    /** −1 for x &lt; 0, 1 for x &gt; 0, x at ±0; its derivative is 0 everywhere. (−1, 1). */
    public static Activation sign() {
        return SIGN;
    }

    private static final Activation IDENTITY = entry(of("identity", X).derivativeFromOutput(ONE));

    /** x. (−∞, ∞). */
    public static Activation identity() {
        return IDENTITY;
    }

    private static final Activation LINEAR = entry(of("linear", X.times(ALPHA), Parameter.of("alpha", 1))
            .derivativeFromOutput(ALPHA));

    /** α·x with α = 1. (∓∞, ±∞) by the sign of α; 0 for α = 0. */
    public static Activation linear() {
        return LINEAR;
    }

    /** α·x. */
    public static Activation linear(double alpha) {
        return LINEAR.with("alpha", alpha);
    }

    private static final Activation ABS = entry("abs", X.abs());

    /** |x|, with abs'(0) = 0. (∞, ∞). */
    public static Activation abs() {
        return ABS;
    }

    // ---- Rectifiers

    private static final Activation RELU = entry(of("relu", X.lessOrEqual(0).then(0).otherwise(X))
            .derivativeFromOutput(X.lessOrEqual(0).then(0).otherwise(1)));

    /** max(x, 0), with relu'(0) = 0. (0, ∞). Nair and Hinton 2010. */
    public static Activation relu() {
        return RELU;
    }

    private static final Activation RELU6 = entry(of("relu6", X.clamp(0, 6))
            .derivativeFromOutput(X.clamp(0, 6).derivative(0)));

    /** min(max(x, 0), 6), with relu6'(0) = relu6'(6) = 0. (0, 6). Krizhevsky 2010. */
    public static Activation relu6() {
        return RELU6;
    }

    private static final Activation LEAKY_RELU = entry(of("leakyRelu", leaky(SLOPE),
            new Parameter("slope", 0.01, NOT_NEGATIVE))
            .derivativeFromOutput(X.lessOrEqual(0).then(SLOPE).otherwise(1)));

    /** slope·x for x ≤ 0, else x, with slope = 0.01; leakyRelu'(0) = slope. (−∞, ∞). Maas et al. 2013. */
    public static Activation leakyRelu() {
        return LEAKY_RELU;
    }

    /** Leaky ReLU with another slope, at least 0; for any slope use {@link #prelu}. */
    public static Activation leakyRelu(double slope) {
        return LEAKY_RELU.with("slope", slope);
    }

    private static final Formula MEAN_SLOPE = Formula.parameter("lower").plus(Formula.parameter("upper")).times(0.5);

    private static final Activation RRELU = entry(of("rrelu", leaky(MEAN_SLOPE),
            new Parameter("lower", 1.0 / 8, NOT_NEGATIVE), new Parameter("upper", 1.0 / 3, NOT_NEGATIVE))
            .derivativeFromOutput(X.lessOrEqual(0).then(MEAN_SLOPE).otherwise(1)));

    /**
     * Randomized leaky ReLU as evaluated, its slope being (lower + upper)/2 with lower = 1/8 and upper = 1/3, both at
     * least 0; rrelu'(0) = slope. (−∞, ∞). Xu et al. 2015.
     */
    public static Activation rrelu() {
        return RRELU;
    }

    /** Randomized leaky ReLU as evaluated, with the slope (lower + upper)/2. */
    public static Activation rrelu(double lower, double upper) {
        return RRELU.with("lower", lower).with("upper", upper);
    }

    private static final Activation PRELU = entry(Activation.of("prelu", 2, leaky(X1)));

    /**
     * x1·x0 for x0 ≤ 0, else x0: x1 is the learned slope, per channel or shared, and has a gradient of its own. The
     * derivative at x0 = 0 is x1. He et al. 2015.
     */
    public static Activation prelu() {
        return PRELU;
    }

    private static final Activation ELU = entry(of("elu", X.lessOrEqual(0).then(ALPHA.times(X.expm1())).otherwise(X),
            new Parameter("alpha", 1, NOT_NEGATIVE))
            .derivativeFromOutput(X.lessOrEqual(0).then(X.plus(ALPHA)).otherwise(1)));

    /** α·(e^x − 1) for x ≤ 0, else x, with α = 1; elu'(0) = α. (−α, ∞). Clevert et al. 2015. */
    public static Activation elu() {
        return ELU;
    }

    /** ELU with another α, at least 0. */
    public static Activation elu(double alpha) {
        return ELU.with("alpha", alpha);
    }

    private static final Activation CELU = entry(of("celu",
            X.lessOrEqual(0).then(ALPHA.times(X.over(ALPHA).expm1())).otherwise(X),
            new Parameter("alpha", 1, POSITIVE))
            .derivative(X, X.lessOrEqual(0).then(X.over(ALPHA).exp()).otherwise(1))
            .derivative(ALPHA, X.lessOrEqual(0).then(bendGradient(X.over(ALPHA))).otherwise(0))
            .derivativeFromOutput(X.lessOrEqual(0).then(X.plus(ALPHA).over(ALPHA)).otherwise(1)));

    /** α·(e^(x/α) − 1) for x ≤ 0, else x, with α = 1. (−α, ∞). Barron 2017. */
    public static Activation celu() {
        return CELU;
    }

    /** CELU with another α, above 0. */
    public static Activation celu(double alpha) {
        return CELU.with("alpha", alpha);
    }

    private static final Formula SCALE = Formula.parameter("scale");
    private static final Formula SELU_FLOOR = ALPHA.times(SCALE);

    private static final Activation SELU = entry(of("selu",
            X.lessOrEqual(0).then(SELU_FLOOR.times(X.expm1())).otherwise(SCALE.times(X)),
            new Parameter("alpha", 1.6732632423543772848170429916717, NOT_NEGATIVE),
            new Parameter("scale", 1.0507009873554804934193349852946, POSITIVE))
            .derivativeFromOutput(X.lessOrEqual(0).then(X.plus(SELU_FLOOR)).otherwise(SCALE)));

    /**
     * scale·α·(e^x − 1) for x ≤ 0, else scale·x, with α = 1.6732632423543773 and scale = 1.0507009873554805;
     * selu'(0) = scale·α. (−scale·α, ∞). Klambauer et al. 2017.
     */
    public static Activation selu() {
        return SELU;
    }

    /** SELU with another α, at least 0, and scale, above 0. */
    public static Activation selu(double alpha, double scale) {
        return SELU.with("alpha", alpha).with("scale", scale);
    }

    private static final Formula THRESHOLD = Formula.parameter("threshold");

    private static final Activation THRESHOLDED = entry("threshold",
            X.lessOrEqual(THRESHOLD).then(Formula.parameter("value")).otherwise(X),
            Parameter.of("threshold", 0.1), Parameter.of("value", 20));

    /**
     * value for x ≤ threshold, else x; the derivative at the threshold is 0. The defaults, 0.1 and 20, are the example
     * of PyTorch's documentation. (value, ∞).
     */
    public static Activation threshold() {
        return THRESHOLDED;
    }

    /** {@code value} for x ≤ {@code threshold}, else x. */
    public static Activation threshold(double threshold, double value) {
        return THRESHOLDED.with("threshold", threshold).with("value", value);
    }

    private static final Activation THRESHOLDED_RELU = entry("thresholdedRelu",
            X.lessOrEqual(ALPHA).then(0).otherwise(X), Parameter.of("alpha", 1));

    /** 0 for x ≤ α, else x, with α = 1; the derivative at α is 0. (0, ∞). Konda et al. 2014. */
    public static Activation thresholdedRelu() {
        return THRESHOLDED_RELU;
    }

    /** 0 for x ≤ α, else x. */
    public static Activation thresholdedRelu(double alpha) {
        return THRESHOLDED_RELU.with("alpha", alpha);
    }

    private static final Activation MAXOUT = entry(maxout(2));

    /** max(x0, x1): {@link #maxout(int)} of two inputs. */
    public static Activation maxout() {
        return MAXOUT;
    }

    /**
     * The largest of {@code inputs} inputs; the gradient goes to the first that is largest. Goodfellow et al. 2013.
     *
     * @throws IllegalArgumentException if {@code inputs} is below 1
     */
    public static Activation maxout(int inputs) {
        if (inputs < 1) {
            throw new IllegalArgumentException("inputs is " + inputs + "; maxout takes at least 1 input");
        }
        Formula largest = X;
        for (int i = 1; i < inputs; i++) {
            largest = largest.max(Formula.input(i));
        }
        return Activation.of("maxout", inputs, largest);
    }

    // ---- Clipping and shrinking

    private static final Activation HARD_TANH = entry(of("hardTanh", X.clamp(MIN, MAX),
            Parameter.of("min", -1), Parameter.of("max", 1))
            .derivativeFromOutput(X.clamp(MIN, MAX).derivative(0)));

    /** min for x ≤ min, max for x ≥ max, else x, with −1 and 1; 0 is the derivative at both. Collobert 2004. */
    public static Activation hardTanh() {
        return HARD_TANH;
    }

    /** Hard tanh with other bounds; where they cross, {@code min} for x ≤ {@code min}, else {@code max}. */
    public static Activation hardTanh(double min, double max) {
        return HARD_TANH.with("min", min).with("max", max);
    }

    private static final Activation CLIP = entry("clip", X.max(MIN).min(MAX),
            new Parameter("min", -1, NOT_NAN), new Parameter("max", 1, NOT_NAN));

    /** min(max(x, min), max) with −1 and 1; 1 is the derivative at both, unlike that of {@link #hardTanh()}. */
    public static Activation clip() {
        return CLIP;
    }

    /** Clipping with other bounds, which may be infinite; where they cross, {@code max} everywhere. */
    public static Activation clip(double min, double max) {
        return CLIP.with("min", min).with("max", max);
    }

    private static final Activation SOFTSHRINK = entry(of("softshrink", X.less(LAMBDA.negate()).then(X.plus(LAMBDA))
            .otherwise(X.greater(LAMBDA).then(X.minus(LAMBDA)).otherwise(X.times(0))),
            new Parameter("lambda", 0.5, NOT_NEGATIVE))
            .derivativeFromOutput(X.equalTo(0).then(0).otherwise(1)));

    /**
     * x − λ for x &gt; λ, x + λ for x &lt; −λ, else zero with the sign of x, with λ = 0.5; 0 is the derivative at ±λ.
     * (−∞, ∞). Donoho 1995.
     */
    public static Activation softshrink() {
        return SOFTSHRINK;
    }

    /** Soft shrinkage with another λ, at least 0. */
    public static Activation softshrink(double lambda) {
        return SOFTSHRINK.with("lambda", lambda);
    }

    private static final Activation HARDSHRINK = entry(of("hardshrink",
            X.abs().lessOrEqual(LAMBDA).then(X.times(0)).otherwise(X), new Parameter("lambda", 0.5, NOT_NEGATIVE))
            .derivativeFromOutput(X.equalTo(0).then(0).otherwise(1)));

    /** x for |x| &gt; λ, else zero with the sign of x, with λ = 0.5; 0 is the derivative at ±λ. (−∞, ∞). */
    public static Activation hardshrink() {
        return HARDSHRINK;
    }

    /** Hard shrinkage with another λ, at least 0. */
    public static Activation hardshrink(double lambda) {
        return HARDSHRINK.with("lambda", lambda);
    }

    private static final Activation TANHSHRINK = entry("tanhshrink", X.tanhshrink());

    /** x − tanh(x), accurate near 0 too, where it is x³/3. (−∞, ∞). */
    public static Activation tanhshrink() {
        return TANHSHRINK;
    }

    // ---- Sigmoids

    private static final Activation SIGMOID = entry(of("sigmoid", X.sigmoid())
            .derivativeFromOutput(X.times(ONE.minus(X))));

    /** σ(x) = 1/(1 + e^−x). (0, 1). */
    public static Activation sigmoid() {
        return SIGMOID;
    }

    private static final Activation LOG_SIGMOID = entry(of("logSigmoid", X.negate().softplus().negate())
            .derivativeFromOutput(X.expm1().negate()));

    /** log σ(x) = −softplus(−x). (−∞, −0). */
    public static Activation logSigmoid() {
        return LOG_SIGMOID;
    }

    // 1/6 rounded up to the 48 bits that two f32 words hold: so x = ±3 lie on the clamped side, as they do in PyTorch.
    private static final double SIXTH = 0x1.555555555556p-3;

    private static final Activation HARD_SIGMOID = entry(of("hardSigmoid", X.times(ALPHA).plus(BETA).clamp(0, 1),
            Parameter.of("alpha", SIXTH), Parameter.of("beta", 0.5))
            .derivativeFromOutput(X.lessOrEqual(0).then(0).otherwise(X.greaterOrEqual(1).then(0).otherwise(ALPHA)))
            .root(single(Direction.FORWARD, BETA.negate().over(ALPHA), BETA.abs())));

    /**
     * α·x + β clamped to [0, 1], with PyTorch's α = 1/6 and β = 0.5 (ONNX and Keras have 0.2 and 0.5); 0 is the
     * derivative at both bounds. The value has the nonzero root −β/α. (0, 1). Courbariaux et al. 2015.
     */
    public static Activation hardSigmoid() {
        return HARD_SIGMOID;
    }

    /** Hard sigmoid with another slope α and offset β. */
    public static Activation hardSigmoid(double alpha, double beta) {
        return HARD_SIGMOID.with("alpha", alpha).with("beta", beta);
    }

    private static final Activation SPARSE_SIGMOID = entry(of("sparseSigmoid", ramp(X.plus(1).times(0.5)))
            .derivativeFromOutput(X.lessOrEqual(0).then(0).otherwise(X.greaterOrEqual(1).then(0).otherwise(0.5))));

    /** (x + 1)/2 clamped to [0, 1]; 0 is the derivative at ±1. (0, 1). Blondel et al. 2020; JAX. */
    public static Activation sparseSigmoid() {
        return SPARSE_SIGMOID;
    }

    private static final Activation TANH = entry(of("tanh", X.tanh())
            .derivativeFromOutput(ONE.minus(X).times(X.plus(1))));

    /** tanh(x). (−1, 1). */
    public static Activation tanh() {
        return TANH;
    }

    private static final Activation LECUN_TANH = entry("lecunTanh", X.times(2.0 / 3).tanh().times(1.7159));

    /** 1.7159·tanh(2x/3). (−1.7159, 1.7159). LeCun et al. 1998, Efficient BackProp. */
    public static Activation lecunTanh() {
        return LECUN_TANH;
    }

    private static final Activation RATIONAL_TANH = entry(makeRationalTanh());

    /**
     * 1.7159·t(2x/3), where t(y) = sgn(y)·(1 − 1/(1 + |y| + y² + 1.41645·y⁴)) approximates tanh.
     * (−1.7159, 1.7159). Deeplearning4j, after arXiv 1508.01292.
     */
    public static Activation rationalTanh() {
        return RATIONAL_TANH;
    }

    private static final Activation RECTIFIED_TANH = entry(of("rectifiedTanh",
            X.lessOrEqual(0).then(0).otherwise(X.tanh()))
            .derivativeFromOutput(X.lessOrEqual(0).then(0).otherwise(ONE.minus(X).times(X.plus(1)))));

    /** max(0, tanh(x)), with 0 as its derivative at 0. (0, 1). Deeplearning4j. */
    public static Activation rectifiedTanh() {
        return RECTIFIED_TANH;
    }

    private static final Activation SOFTSIGN = entry(of("softsign", X.over(X.abs().plus(1)))
            .derivative(X, X.abs().plus(1).square().reciprocal())
            .derivativeFromOutput(ONE.minus(X.abs()).square()));

    /** x/(1 + |x|). (−1, 1). Bergstra et al. 2009. */
    public static Activation softsign() {
        return SOFTSIGN;
    }

    private static final Activation ERF = entry("erf", X.erf());

    /** The error function. (−1, 1). */
    public static Activation erf() {
        return ERF;
    }

    // ---- Smooth rectifiers

    private static final Activation BETA_SOFTPLUS = entry(of("betaSoftplus", X.times(BETA).softplus().over(BETA),
            new Parameter("beta", 1, NOT_ZERO))
            .derivative(X, X.times(BETA).sigmoid())
            .derivative(BETA, entropy(X.times(BETA)).over(BETA.square()).negate())
            .derivativeFromOutput(X.times(BETA).negate().expm1().negate()));

    private static final Activation SOFTPLUS = entry(of("softplus", X.softplus())
            .derivativeFromOutput(X.negate().expm1().negate())
            .specialCaseOf(BETA_SOFTPLUS));

    /** log(1 + e^x), without PyTorch's linear threshold. (0, ∞). Dugas et al. 2001. */
    public static Activation softplus() {
        return SOFTPLUS;
    }

    /** Softplus with the sharpness β of PyTorch's, log(1 + e^(β·x))/β, with β = 1. (0, ∞) for β &gt; 0. */
    public static Activation betaSoftplus() {
        return BETA_SOFTPLUS;
    }

    /** Softplus with another sharpness β, not 0. */
    public static Activation softplus(double beta) {
        return BETA_SOFTPLUS.with("beta", beta);
    }

    private static final Activation SQUAREPLUS = entry(makeSquareplus());

    /** (x + √(x² + b))/2 with b = 4. (0, ∞). Barron 2021. */
    public static Activation squareplus() {
        return SQUAREPLUS;
    }

    /** Squareplus with another b, above 0; the limit b = 0 is {@link #relu}. */
    public static Activation squareplus(double b) {
        return SQUAREPLUS.with("b", b);
    }

    private static final Activation SPARSE_PLUS = entry(of("sparsePlus", X.lessOrEqual(-1).then(0)
            .otherwise(X.greaterOrEqual(1).then(X).otherwise(X.plus(1).square().times(0.25))))
            .derivative(X, ramp(X.plus(1).times(0.5)))
            .derivativeFromOutput(X.lessOrEqual(0).then(0).otherwise(X.greaterOrEqual(1).then(1).otherwise(X.sqrt()))));

    /** 0 for x ≤ −1, x for x ≥ 1, else (x + 1)²/4. (0, ∞). Blondel et al. 2020; JAX. */
    public static Activation sparsePlus() {
        return SPARSE_PLUS;
    }

    private static final double SILU_ROOT = -1.2784645427610737;
    private static final double SILU_MAGNITUDE = 0.2178117057198001;

    private static final Activation SWISH = entry(of("swish", X.times(X.times(BETA).sigmoid()), Parameter.of("beta", 1))
            .derivative(X, gated(X.times(BETA), X.times(BETA)))
            .root(single(Direction.DERIVATIVE, Formula.constant(SILU_ROOT).over(BETA),
                    Formula.constant(SILU_MAGNITUDE))));

    /**
     * x·σ(β·x) with β = 1; β may be learned and has a gradient. The derivative has the nonzero root −1.27846/β.
     * (−0, ∞) for β &gt; 0. Ramachandran et al. 2017.
     */
    public static Activation swish() {
        return SWISH;
    }

    /** Swish with another β. */
    public static Activation swish(double beta) {
        return SWISH.with("beta", beta);
    }

    private static final Activation SILU = entry(of("silu", X.times(X.sigmoid()))
            .derivative(X, gated(X, X))
            .root(single(Direction.DERIVATIVE, SILU_ROOT, SILU_MAGNITUDE))
            .specialCaseOf(SWISH));

    /** x·σ(x). The derivative has the nonzero root −1.27846. (−0, ∞). Elfwing et al. 2017. */
    public static Activation silu() {
        return SILU;
    }

    private static final Activation D_SILU = entry(of("dSilu", gated(X, X))
            .derivative(X, X.logisticPdf()
                    .times(X.times(X.negate().sigmoid().minus(X.sigmoid())).plus(2)))
            .root(single(Direction.FORWARD, SILU_ROOT, SILU_MAGNITUDE))
            .root(single(Direction.DERIVATIVE, -2.3993572805154675, 0.1525917309731693))
            .root(single(Direction.DERIVATIVE, 2.3993572805154675, 0.1525917309731693)));

    /**
     * The derivative of {@link #silu} as an activation: σ(x)·(1 + x·σ(−x)). It has the nonzero root −1.27846, its
     * derivative ±2.39936. (−0, 1). Elfwing et al. 2017.
     */
    public static Activation dSilu() {
        return D_SILU;
    }

    private static final double GELU_ROOT = -0.7517915246935645;
    private static final double GELU_MAGNITUDE = 0.22608821980160674;
    private static final Formula GELU_DERIVATIVE = X.normalCdf().plus(X.times(X.normalPdf()));

    private static final Activation GELU = entry(of("gelu", X.times(X.normalCdf()))
            .derivative(X, GELU_DERIVATIVE)
            .root(single(Direction.DERIVATIVE, GELU_ROOT, GELU_MAGNITUDE)));

    /**
     * x·Φ(x) = x·(1 + erf(x/√2))/2. The derivative has the nonzero root −0.75179. (−0, ∞). Hendrycks and Gimpel 2016.
     */
    public static Activation gelu() {
        return GELU;
    }

    private static final Activation GELU_TANH = entry(makeGeluTanh());

    /**
     * x·(1 + tanh(√(2/π)·(x + 0.044715·x³)))/2, written x·σ(2·√(2/π)·x·(1 + 0.044715·x²)). The derivative has the
     * nonzero root −0.75246. (−0, ∞). Hendrycks and Gimpel 2016.
     */
    public static Activation geluTanh() {
        return GELU_TANH;
    }

    private static final Activation QUICK_GELU = entry(of("quickGelu", X.times(X.times(1.702).sigmoid()))
            .derivative(X, gated(X.times(1.702), X.times(1.702)))
            .root(single(Direction.DERIVATIVE, -0.751154255441289, SILU_MAGNITUDE)));

    /** x·σ(1.702·x). The derivative has the nonzero root −0.75115. (−0, ∞). Hendrycks and Gimpel 2016; CLIP. */
    public static Activation quickGelu() {
        return QUICK_GELU;
    }

    private static final Activation HARD_SWISH = entry(of("hardSwish",
            betweenThrees(X.times(X.plus(3)).times(1.0 / 6), X))
            .derivative(X, betweenThrees(X.times(2).plus(3).times(1.0 / 6), ONE)));

    /**
     * 0 for x ≤ −3, x for x ≥ 3, else x·(x + 3)/6; the derivative is 0 at −3 and 1 at 3. (0, ∞). Howard et al. 2019.
     */
    public static Activation hardSwish() {
        return HARD_SWISH;
    }

    private static final Activation MISH = entry(makeMish());

    /** x·tanh(softplus(x)). The derivative has the nonzero root −1.19243. (−0, ∞). Misra 2019. */
    public static Activation mish() {
        return MISH;
    }

    // ---- Elementary functions

    private static final Activation SQUARE = entry("square", X.square());

    /** x². (∞, ∞). */
    public static Activation square() {
        return SQUARE;
    }

    private static final Activation CUBE = entry(of("cube", X.square().times(X))
            .derivative(X, X.times(3).times(X)));

    /** x³. (−∞, ∞). Deeplearning4j. */
    public static Activation cube() {
        return CUBE;
    }

    private static final Activation SQRT = entry(of("sqrt", X.sqrt())
            .derivativeFromOutput(Formula.constant(0.5).over(X)));

    /** √x, NaN for x &lt; 0; its derivative at ±0 is ±∞. (NaN, ∞). */
    public static Activation sqrt() {
        return SQRT;
    }

    private static final Activation RECIPROCAL = entry(of("reciprocal", X.reciprocal())
            .derivative(X, X.reciprocal().square().negate())
            .derivativeFromOutput(X.square().negate()));

    /** 1/x, ±∞ at ±0. (−0, 0). */
    public static Activation reciprocal() {
        return RECIPROCAL;
    }

    private static final Activation EXP = entry(of("exp", X.exp()).derivativeFromOutput(X));

    /** e^x. (0, ∞). */
    public static Activation exp() {
        return EXP;
    }

    private static final Activation LOG = entry(of("log", X.log()).derivativeFromOutput(X.negate().exp()));

    /** The natural logarithm, −∞ at ±0, NaN for x &lt; 0. (NaN, ∞). */
    public static Activation log() {
        return LOG;
    }

    private static final Activation GAUSSIAN = entry("gaussian", X.square().negate().exp());

    /** e^(−x²). (0, 0). Broomhead and Lowe 1988. */
    public static Activation gaussian() {
        return GAUSSIAN;
    }

    private static final Formula OMEGA = Formula.parameter("omega");

    private static final Activation SINE = entry(of("sine", X.times(OMEGA).sin(), new Parameter("omega", 30, NOT_ZERO))
            .root(recurring(Direction.FORWARD, Math.PI, OMEGA.abs(), ONE))
            .root(recurring(Direction.DERIVATIVE, Math.PI / 2, OMEGA.abs(), OMEGA.abs())));

    /**
     * sin(ω·x) with SIREN's ω = 30. Nonzero roots every π/ω; those of the derivative, from π/(2ω) on, too. No limits:
     * NaN at ±∞. Sitzmann et al. 2020.
     */
    public static Activation sine() {
        return SINE;
    }

    /** sin(ω·x) for any ω but 0. */
    public static Activation sine(double omega) {
        return SINE.with("omega", omega);
    }

    private static final Activation SNAKE = entry(makeSnake());

    /**
     * x + sin²(a·x)/a with a = 1; a may be learned and has a gradient. The derivative 1 + sin(2·a·x) has double roots
     * every π/a from 3π/(4a) on, and no limits: NaN at ±∞. (−∞, ∞). Ziyin et al. 2020.
     */
    public static Activation snake() {
        return SNAKE;
    }

    /** Snake with another a, above 0. */
    public static Activation snake(double a) {
        return SNAKE.with("a", a);
    }

    // ---- Gated linear units

    private static final Activation GLU = entry(Activation.of("glu", 2, X.times(X1.sigmoid())));

    /** x0·σ(x1): the second input is the gate. Dauphin et al. 2016. */
    public static Activation glu() {
        return GLU;
    }

    private static final Activation REGLU = entry(Activation.of("reglu", 2, RELU.formula().times(X1))
            .derivative(X, X.lessOrEqual(0).then(0).otherwise(X1)));

    /** relu(x0)·x1: the first input is the gate, and the derivative in it at 0 is 0. Shazeer 2020. */
    public static Activation reglu() {
        return REGLU;
    }

    private static final Activation GEGLU = entry(Activation.of("geglu", 2, GELU.formula().times(X1))
            .derivative(X, GELU_DERIVATIVE.times(X1))
            .root(single(Direction.DERIVATIVE, Formula.constant(GELU_ROOT), X1.abs().times(GELU_MAGNITUDE))));

    /** gelu(x0)·x1: the first input is the gate. The derivative in it has the nonzero root −0.75179. Shazeer 2020. */
    public static Activation geglu() {
        return GEGLU;
    }

    private static final Activation SWIGLU = entry(Activation.of("swiglu", 2, SWISH.formula().times(X1),
            Parameter.of("beta", 1))
            .derivative(X, SWISH.derivative(X).times(X1))
            // x0·x1 first: x0² may be subnormal where x1 is large.
            .derivative(BETA, X.times(X1).times(X.times(BETA).sigmoid().derivative(BETA)))
            .root(single(Direction.DERIVATIVE, Formula.constant(SILU_ROOT).over(BETA),
                    X1.abs().times(SILU_MAGNITUDE))));

    /**
     * swish(x0)·x1 with β = 1: the first input is the gate. The derivative in it has the nonzero root −1.27846/β.
     * Shazeer 2020.
     */
    public static Activation swiglu() {
        return SWIGLU;
    }

    /** SwiGLU with another β. */
    public static Activation swiglu(double beta) {
        return SWIGLU.with("beta", beta);
    }

    // ---- The longer formulas

    private static Formula leaky(Formula slope) {
        return X.lessOrEqual(0).then(slope.times(X)).otherwise(X);
    }

    /** {@code line} where x lies between −1 and 1, 0 below and 1 above. */
    private static Formula ramp(Formula line) {
        return X.lessOrEqual(-1).then(0).otherwise(X.greaterOrEqual(1).then(1).otherwise(line));
    }

    private static Formula betweenThrees(Formula middle, Formula above) {
        return X.lessOrEqual(-3).then(0).otherwise(X.greaterOrEqual(3).then(above).otherwise(middle));
    }

    /** The derivative of x·σ(t), where u = x·t': σ(t) + u·σ(t)·σ(−t). */
    private static Formula gated(Formula t, Formula u) {
        return t.sigmoid().times(u.times(t.negate().sigmoid()).plus(1));
    }

    /**
     * e^t − 1 − t·e^t for t ≤ 0, which is −t²/2 near 0; there it is written with s = t/2 as
     * −(1 + e^t)·((s − tanh s) + s·tanh s).
     */
    private static Formula bendGradient(Formula t) {
        Formula s = t.times(0.5);
        Formula sum = t.exp().plus(1);
        // s is doubled before it is squared: its square may be the least subnormal, or half of it.
        Formula nearZero = sum.times(s).times(s.tanh()).plus(sum.times(s.tanhshrink())).negate();
        return t.less(-1).then(t.expm1().minus(t.times(t.exp()))).otherwise(nearZero);
    }

    /** softplus(t) − t·σ(t) as a sum of positive terms: the entropy of a coin of which σ(t) is the bias. */
    private static Formula entropy(Formula t) {
        Formula minusT = t.negate();
        return t.sigmoid().times(minusT.softplus()).plus(minusT.sigmoid().times(t.softplus()));
    }

    /** With h = 1 + |y| + c·|y|³, t(y) = y·h/(1 + |y|·h) = y/(|y| + 1/h): nothing cancels and nothing overflows. */
    private static Activation makeRationalTanh() {
        Formula y = X.times(2.0 / 3);
        Formula a = y.abs();
        Formula h = a.square().times(1.41645).plus(1).times(a).plus(1);
        Formula slope = a.square().times(4 * 1.41645).plus(2).times(a).plus(1);
        Formula r = a.times(h).plus(1).reciprocal();
        return of("rationalTanh", y.over(a.plus(h.reciprocal())).times(1.7159))
                .derivative(X, slope.times(r).times(r).times(2.0 / 3).times(1.7159));
    }

    /** For x &lt; 0 the sum x + √(x² + b) is the quotient b/(|x| + √(x² + b)). */
    private static Activation makeSquareplus() {
        Formula b = Formula.parameter("b");
        Formula root = X.square().plus(b).sqrt();
        Formula p = X.abs().plus(root);
        Condition left = X.less(0);
        return of("squareplus", left.then(b.over(p)).otherwise(p).times(0.5), new Parameter("b", 4, POSITIVE))
                .derivative(X, left.then(b).otherwise(p.square()).over(p.times(root)).times(0.5))
                .derivative(b, Formula.constant(0.25).over(root))
                .derivativeFromOutput(X.square().times(4).over(X.square().times(4).plus(b)));
    }

    private static Activation makeGeluTanh() {
        double twiceSqrtTwoOverPi = 2 * Math.sqrt(2 / Math.PI);
        Formula q = X.square().times(0.044715);
        Formula t = q.plus(1).times(X).times(twiceSqrtTwoOverPi);
        Formula xTimesSlope = q.times(3).plus(1).times(X).times(twiceSqrtTwoOverPi);
        return of("geluTanh", X.times(t.sigmoid()))
                .derivative(X, gated(t, xTimesSlope))
                .root(single(Direction.DERIVATIVE, -0.7524614220710162, 0.2259793599826648));
    }

    /**
     * With n = e^x and w = n·(n + 2), tanh(softplus(x)) = w/(w + 2), and its derivative is 4n(n + 1)/(w + 2)²: one
     * transcendental, and nothing cancels. (Plain binary64 evaluation overflows in w beyond x = 355; kernels do not.)
     */
    private static Activation makeMish() {
        Formula e = X.exp();
        Formula w = e.plus(2).times(e);
        Formula bottom = w.plus(2);
        Formula bend = X.over(bottom).times(e.plus(1).times(e).times(4).over(bottom));
        return of("mish", X.times(X.tanhSoftplus()))
                .derivative(X, w.over(bottom).plus(bend))
                .root(single(Direction.DERIVATIVE, -1.1924312145154952, 0.259003126769655));
    }

    private static Activation makeSnake() {
        Formula a = Formula.parameter("a");
        Formula t = X.times(a);
        // At ±∞ the sine has no limit, but the sum has.
        Formula everywhere = X.abs().lessOrEqual(Double.MAX_VALUE).then(X.plus(t.sin().square().over(a))).otherwise(X);
        return of("snake", everywhere, new Parameter("a", 1, POSITIVE))
                .derivative(X, t.times(2).sin().plus(1))
                .derivative(a, t.sin().times(t.times(2).times(t.cos()).minus(t.sin())).over(a.square()))
                .root(recurring(Direction.DERIVATIVE, 0.75 * Math.PI, a, ONE));
    }

    private static Root single(Direction of, double at, double magnitude) {
        return single(of, Formula.constant(at), Formula.constant(magnitude));
    }

    private static Root single(Direction of, Formula at, Formula magnitude) {
        return new Root(of, at, ZERO, at.abs().times(0.125), magnitude);
    }

    /** Roots at first/rate + k·π/rate. */
    private static Root recurring(Direction of, double first, Formula rate, Formula magnitude) {
        Formula period = Formula.constant(Math.PI).over(rate);
        return new Root(of, Formula.constant(first).over(rate), period, period.times(0.125), magnitude);
    }

    private static Activation of(String name, Formula formula, Parameter... parameters) {
        return Activation.of(name, 1, formula, parameters);
    }

    private static Activation entry(String name, Formula formula, Parameter... parameters) {
        return entry(of(name, formula, parameters));
    }

    private static Activation entry(Activation activation) {
        ALL.add(activation);
        return activation;
    }
}
