/** Lowers a formula to a program of operations that every processor defines exactly. */
module dev.axolemma.compiler {
    requires transitive dev.axolemma.api;

    exports dev.axolemma.compiler;

    provides dev.axolemma.spi.Target with dev.axolemma.compiler.ProgramTarget;
}
