package dev.axolemma.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.axolemma.Activation;
import dev.axolemma.Activations;
import dev.axolemma.Axis;
import dev.axolemma.Engine;
import dev.axolemma.Rowwise;
import dev.axolemma.Span;
import dev.axolemma.spi.Backend;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every operator of the ONNX backend test suite that the catalogue has, on every backend that is available here. */
class OnnxConformanceTest {

    private static final Set<String> NOT_IN_THE_CATALOGUE = Set.of("Cosh", "Sinh", "Neg");
    private static final Map<String, Rowwise> ROWWISE = Map.of("Softmax", Rowwise.SOFTMAX, "LogSoftmax",
            Rowwise.LOG_SOFTMAX, "Hardmax", Rowwise.HARDMAX);

    /** The suite's own tolerance. */
    private static final double RELATIVE = 1e-3;
    private static final double ABSOLUTE = 1e-7;

    private static final Map<String, Engine> ENGINES = new LinkedHashMap<>();

    /** Half formats are computed in f32, and the result is rounded to them. */
    private record Tensor(String dtype, int[] dims, float[] values) {

        static Tensor parse(String text) {
            String[] fields = text.split(":");
            int[] dims = fields[2].equals("scalar") ? new int[0]
                    : Stream.of(fields[2].split("x")).mapToInt(Integer::parseInt).toArray();
            String[] bits = fields[3].split(" ");
            float[] values = new float[bits.length];
            for (int i = 0; i < bits.length; i++) {
                values[i] = decode(fields[1], Integer.parseUnsignedInt(bits[i], 16));
            }
            return new Tensor(fields[1], dims, values);
        }

        private static float decode(String dtype, int bits) {
            return switch (dtype) {
                case "f32" -> Float.intBitsToFloat(bits);
                case "f16" -> Float.float16ToFloat((short) bits);
                case "bf16" -> Float.intBitsToFloat(bits << 16);
                case "i8" -> (byte) bits;
                default -> throw new IllegalArgumentException("dtype is " + dtype);
            };
        }

        float rounded(float value) {
            return switch (dtype) {
                case "f16" -> Float.float16ToFloat(Float.floatToFloat16(value));
                case "bf16" -> {
                    int bits = Float.floatToIntBits(value);
                    yield Float.intBitsToFloat((bits + 0x7fff + (bits >> 16 & 1)) & 0xffff0000);
                }
                default -> value;
            };
        }
    }

    /** An omitted input is null. */
    private record Case(String test, int opset, String op, JsonNode attributes, List<Tensor> inputs, Tensor output) {

        static Case parse(String line) {
            String[] fields = line.split("\t");
            try {
                return new Case(fields[1], Integer.parseInt(fields[2]), fields[3],
                        new ObjectMapper().readTree(fields[4]), tensors(fields[5]), tensors(fields[6]).getFirst());
            } catch (IOException e) {
                throw new IllegalArgumentException(line, e);
            }
        }

        private static List<Tensor> tensors(String text) {
            List<Tensor> all = new ArrayList<>();
            for (String tensor : text.split(" \\| ")) {
                all.add(tensor.equals("-") ? null : Tensor.parse(tensor));
            }
            return all;
        }

        double attribute(String name, double otherwise) {
            return attributes.path(name).asDouble(otherwise);
        }

        /** A bound of Clip: since opset 11 an input, before that an attribute. */
        double bound(int input, String name, double otherwise) {
            return input < inputs.size() && inputs.get(input) != null ? inputs.get(input).values[0]
                    : attribute(name, otherwise);
        }

        Activation activation() {
            return switch (op) {
                case "Celu" -> Activations.celu(attribute("alpha", 1));
                case "Clip" -> Activations.clip(bound(1, "min", Double.NEGATIVE_INFINITY),
                        bound(2, "max", Double.POSITIVE_INFINITY));
                case "Elu" -> Activations.elu(attribute("alpha", 1));
                case "Gelu" -> attributes.path("approximate").asText().equals("tanh") ? Activations.geluTanh()
                        : Activations.gelu();
                case "HardSigmoid" -> Activations.hardSigmoid(attribute("alpha", 0.2), attribute("beta", 0.5));
                case "LeakyRelu" -> Activations.leakyRelu(attribute("alpha", 0.01));
                case "Selu" -> Activations.selu(attribute("alpha", 1.67326319217681884765625),
                        attribute("gamma", 1.05070102214813232421875));
                case "Shrink" -> attribute("bias", 0) == 0 ? Activations.hardshrink(attribute("lambd", 0.5))
                        : Activations.softshrink(attribute("lambd", 0.5));
                case "SwiGLU" -> Activations.swiglu(attribute("alpha", 1));
                case "Swish" -> Activations.swish(attribute("alpha", 1));
                case "ThresholdedRelu" -> Activations.thresholdedRelu(attribute("alpha", 1));
                default -> Activations.named(op);
            };
        }

        Span[] operands(Activation activation, float[] y) {
            Span[] spans = new Span[activation.inputs() + 1];
            for (int i = 0; i < activation.inputs(); i++) {
                spans[i] = spread(inputs.get(i).values);
            }
            spans[activation.inputs()] = Span.of(y);
            return spans;
        }

        /** Before opset 7 a vector lay along axis 1, since then it lies along the last. */
        private Span spread(float[] values) {
            int[] dims = output.dims;
            int size = output.values.length;
            if (values.length == size) {
                return Span.of(values);
            }
            if (values.length == 1) {
                return Span.of(values).broadcast(size);
            }
            int axis = opset < 7 ? 1 : dims.length - 1;
            int outer = Arrays.stream(dims).limit(axis).reduce(1, (a, b) -> a * b);
            return Span.of(values).perChannel(outer, size / outer / values.length);
        }

        /** Since opset 13 a row lies along the axis; before that, it has the elements of all dimensions from there on. */
        Axis axis() {
            long[] dims = Arrays.stream(output.dims).asLongStream().toArray();
            Axis axis = Axis.of((int) attribute("axis", opset < 13 ? 1 : -1), dims);
            return opset < 13 ? Axis.ofRows(axis.outer(), axis.length() * axis.inner()) : axis;
        }

        void run(Engine engine, float[] y) {
            if (ROWWISE.containsKey(op)) {
                engine.forward(ROWWISE.get(op), axis(), Span.of(inputs.getFirst().values), Span.of(y));
            } else {
                Activation activation = activation();
                engine.forward(activation, operands(activation, y));
            }
        }

        @Override
        public String toString() {
            return test;
        }
    }

    static Stream<Case> everything() throws IOException {
        try (BufferedReader table = new BufferedReader(new InputStreamReader(new GZIPInputStream(
                OnnxConformanceTest.class.getResourceAsStream("/onnx/onnx-activations.tsv.gz")),
                StandardCharsets.UTF_8))) {
            return table.readAllLines().stream().filter(line -> !line.startsWith("#")).map(Case::parse);
        }
    }

    static Stream<Case> cases() throws IOException {
        return everything().filter(c -> !NOT_IN_THE_CATALOGUE.contains(c.op));
    }

    @BeforeAll
    static void open() {
        for (Backend backend : Engine.backends()) {
            if (backend.unavailable().isEmpty()) {
                ENGINES.put(backend.name(), Engine.builder().backend(backend.name()).warmUp(false).open());
            }
        }
    }

    @AfterAll
    static void close() {
        ENGINES.values().forEach(Engine::close);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void agreesOnEveryBackend(Case expected) {
        ENGINES.forEach((backend, engine) -> {
            float[] y = new float[expected.output.values.length];
            expected.run(engine, y);
            check(expected, backend, y);
        });
    }

    private static void check(Case expected, String backend, float[] y) {
        for (int i = 0; i < y.length; i++) {
            double wanted = expected.output.values[i];
            assertThat((double) expected.output.rounded(y[i])).as("%s of %s on %s", i, expected, backend)
                    .isCloseTo(wanted, within(ABSOLUTE + RELATIVE * Math.abs(wanted)));
        }
    }

    @Test
    void nothingIsLeftOutUnnoticed() throws IOException {
        assertThat(everything()).hasSize(114);
        assertThat(cases()).hasSize(108);
        assertThat(ENGINES).containsKey("scalar");
    }
}
