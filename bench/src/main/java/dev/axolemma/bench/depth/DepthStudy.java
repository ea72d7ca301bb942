package dev.axolemma.bench.depth;

import dev.axolemma.Activation;
import dev.axolemma.Engine;
import java.util.List;

/** An experiment with a gradient that passes layers. Its {@link Object#toString()} says in a line what it is. */
public interface DepthStudy {

    /** Of each depth a row, the layer next to the output first. */
    List<DepthRow> rows(Activation activation, Engine engine);
}
