/** Scalar and SIMD kernels for the CPU. */
module dev.axolemma.cpu {
    requires dev.axolemma.api;
    requires dev.axolemma.compiler;
    // Static: without the incubator module the scalar backend computes the same bits.
    requires static jdk.incubator.vector;

    provides dev.axolemma.spi.Backend with dev.axolemma.cpu.ScalarBackend, dev.axolemma.cpu.SimdBackend;
    provides dev.axolemma.spi.Target with dev.axolemma.cpu.BytecodeTarget;
}
