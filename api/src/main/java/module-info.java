/** Formulas and their derivatives, the catalogue of activations, the engine, and what a backend implements. */
module dev.axolemma.api {
    exports dev.axolemma;
    exports dev.axolemma.formula;
    exports dev.axolemma.spi;

    uses dev.axolemma.spi.Backend;
    uses dev.axolemma.spi.Target;
}
