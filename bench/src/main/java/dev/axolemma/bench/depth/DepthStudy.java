package dev.axolemma.bench.depth;

import dev.axolemma.Activation;
import dev.axolemma.Engine;

/** An experiment with a gradient that passes layers. Its {@link Object#toString()} says in a line what it is. */
public sealed interface DepthStudy permits ElementwiseStudy, NetworkStudy {

    /** What becomes of the gradient with this activation in every layer. */
    DepthResult of(Activation activation, Engine engine);
}
