package dev.axolemma.bench.measure;

import dev.axolemma.Dtype;
import dev.axolemma.bench.Digits;
import dev.axolemma.bench.NumberFile;
import dev.axolemma.bench.NumberText;
import dev.axolemma.bench.Numbers;
import dev.axolemma.bench.reference.Ulp;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** Where the numbers of a measurement come from; they are repeated up to its size. */
public sealed interface Input {

    /** @throws IOException if a file cannot be read or holds something else */
    Numbers load(Dtype dtype) throws IOException;

    /** What {@link Object#toString()} of one of them wrote. */
    static Input parse(String text) {
        return switch (text) {
            case Layer.NAME -> new Layer();
            case Rare.NAME -> new Rare();
            default -> new File(Path.of(text));
        };
    }

    /** The pre-activations of a layer over the digits data. */
    record Layer() implements Input {

        private static final String NAME = "digits";

        @Override
        public Numbers load(Dtype dtype) {
            return Numbers.of(dtype, Digits.preActivations());
        }

        @Override
        public String toString() {
            return NAME;
        }
    }

    /**
     * Numbers that ordinary input hardly ever has, in turn: those whose exponential or square's exponential is
     * subnormal in what is computed in, subnormal ones and huge ones, as far as the dtype has them. Every vector has
     * some of each.
     */
    record Rare() implements Input {

        private static final String NAME = "rare";
        private static final int PERIOD = 4096;

        @Override
        public Numbers load(Dtype dtype) {
            Ulp computed = Ulp.of(dtype.arithmetic());
            double lowest = computed.least();
            double normal = computed.leastNormal();
            return Numbers.of(dtype, IntStream.range(0, PERIOD).boxed()
                    .flatMapToDouble(i -> {
                        double share = (i + 0.5) / PERIOD;
                        double exponent = Math.log(normal) + share * (Math.log(lowest) - Math.log(normal));
                        return DoubleStream.of(exponent, -Math.sqrt(-2 * exponent), normal * share, 0.5 / normal);
                    }).toArray());
        }

        @Override
        public String toString() {
            return NAME;
        }
    }

    /** The numbers of a file: white-space separated text or {@code .npy}. */
    record File(Path path) implements Input {

        @Override
        public Numbers load(Dtype dtype) throws IOException {
            return NumberFile.read(path, NumberText.DECIMAL, dtype).to(dtype);
        }

        @Override
        public String toString() {
            return path.toAbsolutePath().toString();
        }
    }
}
