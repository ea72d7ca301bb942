package dev.axolemma.cuda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.axolemma.Activations;
import dev.axolemma.Chain;
import dev.axolemma.Direction;
import dev.axolemma.Dtype;
import dev.axolemma.Operation;
import dev.axolemma.compiler.ChainLowering;
import dev.axolemma.compiler.Fold;
import dev.axolemma.compiler.Lowering;
import dev.axolemma.compiler.Program;
import dev.axolemma.compiler.ReductionLowering;
import dev.axolemma.device.ChainForm;
import dev.axolemma.device.ChainForm.Results;
import dev.axolemma.device.ChainForm.Weights;
import dev.axolemma.device.KernelSource;
import dev.axolemma.device.Operand;
import dev.axolemma.device.Skeletons;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** NVIDIA's assembler takes our kernels, and finds registers enough to spill none. */
class AssemblerTest {

    /** A kernel takes a tenth of a second: only every so many are assembled, unless all are asked for. */
    private static final int STEP = Boolean.getBoolean("axolemma.assembleAll") ? 1 : 20;

    private static final Skeletons SKELETONS = new PtxSkeletons();

    static Stream<Arguments> targets() {
        return Assembler.TARGETS.stream()
                .flatMap(target -> Stream.of(Dtype.F32, Dtype.F64).map(dtype -> Arguments.of(target, dtype)));
    }

    private static List<Operand> plain(Program program) {
        return Collections.nCopies(program.operands(), new Operand(program.dtype(), false));
    }

    private static void check(KernelSource source, String target) {
        String text = source.text();
        assertThat(Assembler.assemble(text, target)).as(text).contains("Used").contains(" 0 bytes spill stores");
    }

    @ParameterizedTest
    @MethodSource("targets")
    void theCatalogue(String target, Dtype dtype) {
        List<Operation> operations = Catalogue.operations().toList();
        int first = 5 * Assembler.TARGETS.indexOf(target) % STEP;
        for (int i = first; i < operations.size(); i += STEP) {
            Program program = Lowering.lower(operations.get(i), dtype);
            check(SKELETONS.map(program, plain(program)), target);
        }
    }

    @ParameterizedTest
    @MethodSource("targets")
    void everyInstructionAndEveryKindOfOperand(String target, Dtype dtype) {
        for (int seed = 0; seed < 3; seed++) {
            Program program = RandomPrograms.make(seed, dtype, 3, 2, 150);
            List<Operand> operands = new ArrayList<>(plain(program));
            operands.set(0, new Operand(dtype, true));
            operands.set(2, new Operand(dtype, true));
            check(SKELETONS.map(program, operands), target);
        }
    }

    @ParameterizedTest
    @MethodSource("targets")
    void chains(String target, Dtype dtype) {
        for (Weights weights : Weights.values()) {
            boolean weighted = weights != Weights.NONE;
            List<Program> layers = Stream.of(Activations.sigmoid(), Activations.selu(), Activations.mish())
                    .map(activation -> ChainLowering.layer(Chain.derivative(activation), weighted, dtype)).toList();
            ChainForm form = new ChainForm(layers, ChainLowering.normalisation(dtype), ChainLowering.rounding(dtype),
                    ChainLowering.layersPerNormalisation(weighted), weights, weighted,
                    new Results(true, weighted, weighted));
            check(SKELETONS.chain(form), target);
        }
    }

    @ParameterizedTest
    @MethodSource("targets")
    void reductions(String target, Dtype dtype) {
        Program term = ReductionLowering.squaredDeviation(Operation.of(Activations.mish(), Direction.FORWARD), dtype);
        List<Operand> operands = List.of(new Operand(dtype, false), new Operand(dtype, true));
        for (Fold fold : Fold.values()) {
            check(SKELETONS.blocks(Optional.of(term), fold, operands, dtype), target);
            check(SKELETONS.blocks(Optional.empty(), fold, operands.subList(0, 1), dtype), target);
            check(SKELETONS.tree(fold, dtype), target);
        }
    }

    @ParameterizedTest
    @MethodSource("targets")
    void matricesAndRows(String target, Dtype dtype) {
        // So that two blocks fit, it asks for fewer registers than it would use.
        assertThat(Assembler.assemble(SKELETONS.product(dtype).text(), target)).contains("Used");
        check(SKELETONS.transposition(dtype), target);
        check(SKELETONS.choice(dtype), target);
    }

    @Test
    void whatIsWrongIsRefused() {
        String text = SKELETONS.transposition(Dtype.F32).text();
        assertThatThrownBy(() -> Assembler.assemble(text.replace("add.s64", "ad.s64"), "sm_60"))
                .isInstanceOf(AssertionError.class).hasMessageContaining("ad.s64");
    }
}
