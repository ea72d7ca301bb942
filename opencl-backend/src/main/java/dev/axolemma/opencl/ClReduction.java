package dev.axolemma.opencl;

import dev.axolemma.Dtype;
import dev.axolemma.Reduction;
import dev.axolemma.compiler.Fold;
import dev.axolemma.compiler.Program;
import dev.axolemma.device.KernelSource;
import dev.axolemma.device.Operand;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Writes the kernels that fold sequences: a work group has a work item for each partial sum of a block. */
final class ClReduction {

    private static final int PARTIAL_SUMS = Reduction.PARTIAL_SUMS;
    private static final String SEQUENCES = "const ulong sequences, const ulong length, const ulong side, "
            + "const ulong distance, const ulong run, const ulong stride";
    /** Element j of sequence s. */
    private static final String ELEMENT = """
            ulong element(const ulong s, const ulong j, const ulong side, const ulong distance, const ulong run,
                    const ulong stride) {
                return s / side * distance + s % side + j / run * stride + j % run;
            }

            """;

    private final Fold fold;
    private final ClTypes types;

    ClReduction(Fold fold, Dtype dtype) {
        this.fold = fold;
        this.types = new ClTypes(dtype, 1);
    }

    KernelSource blocks(Optional<Program> term, List<Operand> operands) {
        ClEmitter emitter = new ClEmitter(types);
        emitter.function("fold", fold.program(2, types.dtype()));
        term.ifPresent(program -> emitter.function("term", program));
        return source("blocks", operands.stream().map(Operand::dtype).toList(), emitter, """
                kernel __attribute__((reqd_work_group_size(SUMS, 1, 1)))
                void blocks(PARAMETERS) {
                    local REAL sums[SUMS];
                    const ulong blocks = max((length + BLOCK - 1) / BLOCK, (ulong) 1);
                    const ulong sequence = get_group_id(0) / blocks;
                    const ulong first = get_group_id(0) % blocks * BLOCK;
                    const uint item = get_local_id(0);
                    const ulong end = min(first + BLOCK, length);
                    REAL sum = NEUTRAL;
                    for (ulong j = first + item; j < end; j += SUMS) {
                        const ulong e = element(sequence, j, side, distance, run, stride);
                        REAL value;
                        TERM
                        fold(sum, value, &sum);
                    }
                    sums[item] = sum;
                    barrier(CLK_LOCAL_MEM_FENCE);
                    for (uint reach = SUMS / 2; reach > 0; reach /= 2) {
                        if (item < reach) {
                            fold(sums[item], sums[item + reach], &sum);
                            sums[item] = sum;
                        }
                        barrier(CLK_LOCAL_MEM_FENCE);
                    }
                    if (item == 0) {
                        result[result_at + sequence * apart + get_group_id(0) % blocks] = length == 0 ? 0 : sums[0];
                    }
                }
                """.replace("PARAMETERS", blockParameters(term, operands)).replace("TERM", term(term, operands)));
    }

    private String blockParameters(Optional<Program> term, List<Operand> operands) {
        List<String> parameters = new ArrayList<>();
        for (int i = 0; i < operands.size(); i++) {
            parameters.add("global const " + ClMemory.stored(operands.get(i).dtype()) + " *p" + i);
            parameters.add("const ulong at" + i);
            if (operands.get(i).broadcast()) {
                parameters.add("const ulong inner" + i);
                parameters.add("const ulong channels" + i);
            }
        }
        parameters.add("const ulong start");
        parameters.add(SEQUENCES);
        parameters.add("global REAL *result, const ulong result_at, const ulong apart");
        IntStream.range(0, term.map(program -> program.scalars().size()).orElse(0))
                .forEach(i -> parameters.add("const REAL s" + i));
        return String.join(", ", parameters);
    }

    private String term(Optional<Program> term, List<Operand> operands) {
        Stream<String> inputs = IntStream.range(0, operands.size()).mapToObj(i -> load(i, operands.get(i)));
        if (term.isEmpty()) {
            return "value = " + inputs.collect(Collectors.joining()) + ";";
        }
        Stream<String> scalars = IntStream.range(0, term.get().scalars().size()).mapToObj(i -> "s" + i);
        return Stream.of(inputs, scalars, Stream.of("&value")).flatMap(s -> s)
                .collect(Collectors.joining(", ", "term(", ");"));
    }

    private String load(int i, Operand operand) {
        return operand.broadcast()
                ? ClMemory.loadBroadcast(types, operand.dtype(), "p" + i + " + at" + i, "start + e", i)
                : ClMemory.load(types, operand.dtype(), "p" + i + " + at" + i + " + e");
    }

    /** In a balanced tree the left half has the largest power of two below: level by level, neighbours are folded. */
    KernelSource tree() {
        ClEmitter emitter = new ClEmitter(types);
        emitter.function("fold", fold.program(2, types.dtype()));
        return source("tree", List.of(), emitter, """
                kernel __attribute__((reqd_work_group_size(SUMS, 1, 1)))
                void tree(global REAL *numbers, const ulong at, const ulong sequences, const ulong blocks,
                        global REAL *result, const ulong result_at) {
                    global REAL *sums = numbers + at + get_group_id(0) * blocks;
                    for (ulong reach = 1; reach < blocks; reach *= 2) {
                        for (ulong i = get_local_id(0) * 2 * reach; i + reach < blocks; i += SUMS * 2 * reach) {
                            REAL sum;
                            fold(sums[i], sums[i + reach], &sum);
                            sums[i] = sum;
                        }
                        barrier(CLK_GLOBAL_MEM_FENCE);
                    }
                    if (get_local_id(0) == 0) {
                        result[result_at + get_group_id(0)] = sums[0];
                    }
                }
                """);
    }

    KernelSource choice() {
        return source("choice", List.of(), new ClEmitter(types), """
                kernel __attribute__((reqd_work_group_size(SUMS, 1, 1)))
                void choice(global REAL *ones, const ulong at, SEQUENCES) {
                    const ulong sequence = get_global_id(0);
                    if (sequence >= sequences) {
                        return;
                    }
                    int found = 0;
                    for (ulong j = 0; j < length; j++) {
                        global REAL *one = ones + at + element(sequence, j, side, distance, run, stride);
                        if (*one == 1) {
                            *one = found ? 0 : 1;
                            found = 1;
                        }
                    }
                }
                """.replace("SEQUENCES", SEQUENCES));
    }

    private KernelSource source(String name, List<Dtype> dtypes, ClEmitter emitter, String kernel) {
        String text = ClMemory.preamble(types, dtypes) + ELEMENT + emitter.text() + kernel
                .replace("SUMS", String.valueOf(PARTIAL_SUMS)).replace("BLOCK", String.valueOf(Reduction.BLOCK))
                .replace("NEUTRAL", types.constant(types.bits(fold.neutral()))).replace("REAL", types.number());
        return new KernelSource(name, text, PARTIAL_SUMS, 1);
    }
}
