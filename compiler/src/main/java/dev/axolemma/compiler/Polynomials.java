package dev.axolemma.compiler;

import dev.axolemma.Dtype;

/**
 * The coefficients of the math library, from the constant term (two words, high and low) up. Written by
 * {@code compiler/coefficients/generate.py} (near-minimax, coefficients rounded one by one); the figure is the
 * largest error measured after rounding.
 */
enum Polynomials {
    EXP, HALF_EXPM1, LOG, LOG1P, MILLS, ROUGH_MILLS, ERFCX, ERF, TANHSHRINK, SIN, COS;

    /** The c of a tail's variable (t−c)/(t+c). */
    static final double SPLIT = 3;

    /** The c and the s of the rough Mills' ratio's variable 1 − s·z, z = c/(t + 2). */
    static final double ROUGH_SCALE = 0.6875;
    static final double ROUGH_SLOPE = 7.5;

    /** The argument up to which a tail is fitted: that of the main path, or else where nothing is left of it. */
    double reach(Dtype dtype) {
        boolean single = dtype == Dtype.F32;
        return switch (this) {
            case MILLS -> single ? 20 : 55;
            case ERFCX -> single ? 14 : 39;
            case ROUGH_MILLS -> 9.5;
            default -> throw new IllegalArgumentException("no tail is " + this);
        };
    }

    /** (e^r − 1 − r)/r², |r| ≤ ln2/2; error relative to e^r: 2^-28.1. */
    private static final double[] EXP_F32 = {
        0x1.fffff8p-2, 0x1.554bf4p-28, 0x1.55548ep-3, 0x1.555b58p-5, 0x1.123bd6p-7, 0x1.687dep-10
    };

    /** (e^r − 1 − r)/r², |r| ≤ ln2/2; error relative to e^r: 2^-63.6. */
    private static final double[] EXP_F64 = {
        0x1p-1, 0x1.1ad3592871dbap-57, 0x1.555555555555cp-3, 0x1.55555555554d9p-5, 0x1.111111110ea01p-7,
        0x1.6c16c16c3a7d8p-10, 0x1.a01a01b4411e1p-13, 0x1.a01a01121c1d7p-16, 0x1.71ddee7d0459fp-19,
        0x1.27e5f137942ep-22, 0x1.af6e6de00b3aep-26, 0x1.1defb878d6042p-29
    };

    /** ((e^2r − 1)/2 − r)/r², 0 ≤ r ≤ ln2/2; error relative to (e^2r − 1)/2: 2^-26.1. */
    private static final double[] HALF_EXPM1_F32 = {
        0x1.00002p0, -0x1.4644aep-25, 0x1.554b28p-1, 0x1.56657p-2, 0x1.04d748p-3, 0x1.e8054ep-5
    };

    /** ((e^2r − 1)/2 − r)/r², 0 ≤ r ≤ ln2/2; error relative to (e^2r − 1)/2: 2^-61.6. */
    private static final double[] HALF_EXPM1_F64 = {
        0x1.0000000000001p0, -0x1.224040c4ffdc4p-54, 0x1.5555555555464p-1, 0x1.555555555c40ap-2, 0x1.1111110f7c0a7p-3,
        0x1.6c16c1d7883d3p-5, 0x1.a019efbe65e8bp-7, 0x1.a01bf345d01d1p-9, 0x1.71ba64eaee38p-11, 0x1.2995a6f24d066p-13,
        0x1.94d7fe466a494p-16, 0x1.8aae5e83ac885p-18
    };

    /** (log(1+f) − f + f²/2)/f³, √½ ≤ 1+f ≤ √2; error relative to log(1+f): 2^-27.1. */
    private static final double[] LOG_F32 = {
        0x1.555564p-2, -0x1.8ef632p-27, -0x1.00023cp-2, 0x1.9998b4p-3, -0x1.5467b8p-3, 0x1.235e8ap-3, -0x1.0e6226p-3,
        0x1.027c28p-3, -0x1.2d9d32p-4
    };

    /** (log(1+f) − f + f²/2)/f³, √½ ≤ 1+f ≤ √2; error relative to log(1+f): 2^-58.9. */
    private static final double[] LOG_F64 = {
        0x1.555555555557p-2, -0x1.a193c74d9bcfbp-56, -0x1.ffffffffffe54p-3, 0x1.9999999994595p-3,
        -0x1.555555556dae8p-3, 0x1.24924927881e6p-3, -0x1.fffffff1aff07p-4, 0x1.c71c701eab958p-4,
        -0x1.99999b01fda89p-4, 0x1.745d5aa9d6e73p-4, -0x1.55556bfd3ec1fp-4, 0x1.3b0d500a1b703p-4,
        -0x1.2489fdc8db653p-4, 0x1.116c7febab113p-4, -0x1.00c935ff4be11p-4, 0x1.dc6441100ee22p-5,
        -0x1.b49381bba29f9p-5, 0x1.bcdd5a536aef2p-5, -0x1.0116b48b2e436p-4, 0x1.cfabdb534c60fp-5,
        -0x1.885d89b9126b9p-6
    };

    /** (log(1+t) − t)/t², 0 ≤ t ≤ 1; error relative to log(1+t): 2^-27.3. */
    private static final double[] LOG1P_F32 = {
        -0x1.ffffccp-2, 0x1.83e166p-31, 0x1.554d22p-2, -0x1.ff1618p-3, 0x1.930666p-3, -0x1.398314p-3, 0x1.b238e8p-4,
        -0x1.d2018p-5, 0x1.444792p-6, -0x1.a70b4p-9
    };

    /** (log(1+t) − t)/t², 0 ≤ t ≤ 1; error relative to log(1+t): 2^-58.9. */
    private static final double[] LOG1P_F64 = {
        -0x1.fffffffffffebp-2, -0x1.5fd3a61d146bap-57, 0x1.555555555458fp-2, -0x1.ffffffff77bf8p-3,
        0x1.99999986a5b54p-3, -0x1.555553bb5c1adp-3, 0x1.249232056ff89p-3, -0x1.fffe267314aaep-4,
        0x1.c70e6e57c99a7p-4, -0x1.9948a0ea5090cp-4, 0x1.72eff2d6387cp-4, -0x1.50392306a1bf3p-4, 0x1.2c521c71eb395p-4,
        -0x1.01ccaead00041p-4, 0x1.9acecbff96304p-5, -0x1.23ad056e45f1dp-5, 0x1.617189a05afb9p-6,
        -0x1.5d160d09195d3p-7, 0x1.0a710e61fd2f3p-8, -0x1.244d4eb466156p-10, 0x1.97bc2131e5f9ap-13,
        -0x1.0e7d521494b9cp-16
    };

    /** e^(t²/2)·Φ(−t)·(t+c) over (t−c)/(t+c), 0 ≤ t ≤ 20 (f32), 55 (f64); relative error: 2^-28.8. */
    private static final double[] MILLS_F32 = {
        0x1.754a76p-1, -0x1.c8473cp-26, -0x1.04c72ap-1, 0x1.d71386p-3, -0x1.832ca8p-5, -0x1.56d63ap-7, 0x1.c8aba4p-8,
        0x1.0c95aap-10, -0x1.0e075p-10, -0x1.fedfccp-13, 0x1.0f3142p-13, 0x1.bdec1ep-15
    };

    /** e^(t²/2)·Φ(−t)·(t+c) over (t−c)/(t+c), 0 ≤ t ≤ 20 (f32), 55 (f64); relative error: 2^-58.0. */
    private static final double[] MILLS_F64 = {
        0x1.754a751a56f4ap-1, -0x1.61b140fc44265p-55, -0x1.04c7295a48f33p-1, 0x1.d71387c654c82p-3,
        -0x1.832dbf6992809p-5, -0x1.56d8e3d7e8b54p-7, 0x1.c8f52c3272b53p-8, 0x1.0d608c83c5ce7p-10,
        -0x1.12285f107e49bp-10, -0x1.0d09e80248f99p-12, 0x1.43c9f08a6790cp-13, 0x1.4a9011415845dp-14,
        -0x1.bc7aadf742273p-17, -0x1.5b1440902055p-16, -0x1.d7e1ad8ae93ap-19, 0x1.e7f6ccce5f65p-19,
        0x1.2e208e52df78dp-19, 0x1.0a895059380ffp-26, -0x1.385a12c2a7e18p-21, -0x1.2d48d79667536p-22,
        0x1.c6e3faef6a352p-26, 0x1.a55c9b7dc22c8p-24, 0x1.56c5057c0f18p-25, -0x1.97ede78635f78p-27,
        -0x1.06ef598af18cdp-26, -0x1.1d1cf539de78bp-29, 0x1.2255612232509p-29, 0x1.7735da18af0ap-31
    };

    /** e^(t²/2)·Φ(−t)/z − 1 over 1 − 15/2·z, z = 11/16/(t+2), 0 ≤ t ≤ 9.5; error relative to that and 1: 2^-26.5. */
    private static final double[] ROUGH_MILLS_F32 = {
        -0x1.04cdbap-3, -0x1.a02a66p-29, -0x1.69babap-2, 0x1.78bb0cp-5, 0x1.6a6796p-6, -0x1.36b3dep-8, -0x1.a9f33p-9,
        0x1.25c5a4p-13, 0x1.1e11c6p-11, 0x1.53c5c8p-13, 0x1.785e7p-18, -0x1.d9c712p-19
    };

    /** e^(t²/2)·Φ(−t)/z − 1 over 1 − 15/2·z, z = 11/16/(t+2), 0 ≤ t ≤ 9.5; error relative to that and 1: 2^-57.9. */
    private static final double[] ROUGH_MILLS_F64 = {
        -0x1.04cdbb8e40aa4p-3, -0x1.3aa2c8c6d14cbp-61, -0x1.69bab79a348dap-2, 0x1.78bc5e2a5d0aep-5,
        0x1.6a6528e1d49dbp-6, -0x1.3737565b2a588p-8, -0x1.aa3d3b49d8d3fp-9, 0x1.68a6b146fed22p-13,
        0x1.30d0226ae29c2p-11, 0x1.19ac755d4aba5p-13, -0x1.25104df081699p-14, -0x1.ccefee52453c7p-15,
        -0x1.faf001981b262p-18, 0x1.3c73ae95b0a37p-17, 0x1.b418196e24731p-18, 0x1.0ca0424b0c6cap-20,
        -0x1.36eacc7b9e81dp-20, -0x1.f7c817e71114dp-21, -0x1.0785dff97a963p-22, 0x1.bb1baca3a367bp-24,
        0x1.172bea03074eap-23, 0x1.01ebba497180dp-24, 0x1.c6b22d3651a6ep-27, -0x1.4046271a2d5dp-32,
        -0x1.1391f15b74fabp-30, -0x1.125701564b801p-32, -0x1.816190de336ap-36
    };

    /** e^(x²)·erfc(x)·(x+c) over (x−c)/(x+c), 0 ≤ x ≤ 14 (f32), 39 (f64); relative error: 2^-27.7. */
    private static final double[] ERFCX_F32 = {
        0x1.12f21ep0, -0x1.398512p-28, -0x1.c44c48p-1, 0x1.2e325ep-1, -0x1.3deafp-2, 0x1.e99b7ep-4, -0x1.b79fbap-6,
        -0x1.45e4cep-10, 0x1.8f0fbp-9, -0x1.ecc28p-12, -0x1.19fa62p-12, 0x1.c9ff2ep-16
    };

    /** e^(x²)·erfc(x)·(x+c) over (x−c)/(x+c), 0 ≤ x ≤ 14 (f32), 39 (f64); relative error: 2^-59.1. */
    private static final double[] ERFCX_F64 = {
        0x1.12f21ddd9f5e2p0, -0x1.960037fcc6567p-54, -0x1.c44c471baa376p-1, 0x1.2e326945de2b8p-1,
        -0x1.3deb21415dcabp-2, 0x1.e995f11b16e58p-4, -0x1.b78993d6b59dp-6, -0x1.3dd3e70fd3fafp-10,
        0x1.8dae3a2995d87p-9, -0x1.1f78e1459459fp-11, -0x1.2238fed28c075p-12, 0x1.c325328c20c0bp-14,
        0x1.fdffe9a90d329p-16, -0x1.251a326bda484p-16, -0x1.3ec35adf11e23p-18, 0x1.730ac1ab88b7fp-19,
        0x1.0c9caf9befa14p-20, -0x1.b42766d02262dp-22, -0x1.fb6a4bac6cef1p-23, 0x1.786b9cb697acp-25,
        0x1.c905731957839p-25, 0x1.cb0c3bbaa65d7p-31, -0x1.4bcffff887b9ep-27, -0x1.f746b92bad013p-30,
        0x1.161010193ac4bp-30, 0x1.7625699440a5ep-32
    };

    /** erf(x)/x over x², |x| ≤ 1; relative error: 2^-29.6. */
    private static final double[] ERF_F32 = {
        0x1.20dd74p0, 0x1.fc3f3p-25, -0x1.81273ep-2, 0x1.ce2cfcp-4, -0x1.b7f95ap-6, 0x1.5407d8p-8, -0x1.a4052ap-11,
        0x1.498d64p-14
    };

    /** erf(x)/x over x², |x| ≤ 1; relative error: 2^-63.5. */
    private static final double[] ERF_F64 = {
        0x1.20dd750429b6dp0, 0x1.1ad804cb66ce7p-56, -0x1.812746b0379e7p-2, 0x1.ce2f21a042c12p-4,
        -0x1.b82ce31289986p-6, 0x1.565bcd0e8d46p-8, -0x1.c02db406ae971p-11, 0x1.f9a327bba159ap-14,
        -0x1.f4d26b52c019bp-17, 0x1.b9e78fc090efcp-20, -0x1.5f7a8a11bc98fp-23, 0x1.fcfa8f9b8081p-27,
        -0x1.51a7af31eaa31p-30, 0x1.9096dad827138p-34, -0x1.537eb41ac433bp-38
    };

    /** (x − tanh x)/x³ over x², |x| ≤ 1; relative error: 2^-27.3. */
    private static final double[] TANHSHRINK_F32 = {
        0x1.555556p-2, -0x1.9702ecp-27, -0x1.1110fp-3, 0x1.ba10dap-5, -0x1.65a086p-6, 0x1.1cdb02p-7, -0x1.a36ff4p-9,
        0x1.e1abc6p-11, -0x1.28a6acp-13
    };

    /** (x − tanh x)/x³ over x², |x| ≤ 1; relative error: 2^-62.3. */
    private static final double[] TANHSHRINK_F64 = {
        0x1.5555555555555p-2, 0x1.54a69ea09d5ap-56, -0x1.111111111111p-3, 0x1.ba1ba1ba1b865p-5, -0x1.664f4882b8486p-6,
        0x1.226e355cebe33p-7, -0x1.d6d3d09089a4ep-9, 0x1.7da35ea5cdc2dp-10, -0x1.3557dc9b09ff1p-11,
        0x1.f57844dd6123dp-13, -0x1.965a1a3259a2ap-14, 0x1.48bfc0c5ec4e5p-15, -0x1.0810e0853fe54p-16,
        0x1.9e0d43415699bp-18, -0x1.30c8caf1d42cp-19, 0x1.89b755ed3291ap-21, -0x1.939657a6c32bap-23,
        0x1.19e09d01dde03p-25, -0x1.87ab202595894p-29
    };

    /** (sin r − r)/r³ over r², |r| ≤ π/4; error relative to sin r: 2^-28.0. */
    private static final double[] SIN_F32 = {
        -0x1.555546p-3, 0x1.b4ed14p-28, 0x1.11073cp-7, -0x1.99442p-13
    };

    /** (sin r − r)/r³ over r², |r| ≤ π/4; error relative to sin r: 2^-57.9. */
    private static final double[] SIN_F64 = {
        -0x1.5555555555548p-3, -0x1.42b7f53fbe60bp-57, 0x1.111111110f7c9p-7, -0x1.a01a019bfde01p-13,
        0x1.71de3567e79b8p-19, -0x1.ae5e5a85ae65cp-26, 0x1.5d8fbec5ca839p-33
    };

    /** (cos r − 1 + r²/2)/r⁴ over r², |r| ≤ π/4; absolute error: 2^-33.2. */
    private static final double[] COS_F32 = {
        0x1.55554ap-5, 0x1.32844p-31, -0x1.6c0c54p-10, 0x1.99f3e4p-16
    };

    /** (cos r − 1 + r²/2)/r⁴ over r², |r| ≤ π/4; absolute error: 2^-64.1. */
    private static final double[] COS_F64 = {
        0x1.555555555554bp-5, 0x1.08f65fae40f1ap-62, -0x1.6c16c16c1504ep-10, 0x1.a01a019c96ad9p-16,
        -0x1.27e4f7f7bb033p-22, 0x1.1ee9e037fc82ep-29, -0x1.8fa8d52375b16p-37
    };

    double[] coefficients(Dtype dtype) {
        return switch (dtype) {
            case F16, BF16, F32 -> switch (this) {
                case EXP -> EXP_F32;
                case HALF_EXPM1 -> HALF_EXPM1_F32;
                case LOG -> LOG_F32;
                case LOG1P -> LOG1P_F32;
                case MILLS -> MILLS_F32;
                case ROUGH_MILLS -> ROUGH_MILLS_F32;
                case ERFCX -> ERFCX_F32;
                case ERF -> ERF_F32;
                case TANHSHRINK -> TANHSHRINK_F32;
                case SIN -> SIN_F32;
                case COS -> COS_F32;
            };
            case F64 -> switch (this) {
                case EXP -> EXP_F64;
                case HALF_EXPM1 -> HALF_EXPM1_F64;
                case LOG -> LOG_F64;
                case LOG1P -> LOG1P_F64;
                case MILLS -> MILLS_F64;
                case ROUGH_MILLS -> ROUGH_MILLS_F64;
                case ERFCX -> ERFCX_F64;
                case ERF -> ERF_F64;
                case TANHSHRINK -> TANHSHRINK_F64;
                case SIN -> SIN_F64;
                case COS -> COS_F64;
            };
        };
    }
}
