package dev.axolemma.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.axolemma.Activations;
import dev.axolemma.Direction;
import dev.axolemma.Dtype;
import dev.axolemma.Operation;
import dev.axolemma.spi.Target;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("bits")
class BytecodeTargetTest {

    private static final Operation SIGMOID = Operation.of(Activations.sigmoid(), Direction.FORWARD);

    private static String emit(Operation operation, Dtype dtype) {
        return Target.all().stream().filter(target -> target.name().equals("bytecode")).findFirst().orElseThrow()
                .emit(operation, dtype);
    }

    @Test
    void showsTheFormThatRunsHere() {
        assertThat(emit(SIGMOID, Dtype.F32)).contains(Cpu.hasVectorApi()
                ? "    invokevirtual FloatVector.fma(Vector,Vector)FloatVector\n"
                : "    invokestatic Math.fma(float,float,float)float\n");
        assertThat(emit(SIGMOID, Dtype.F64)).contains(Cpu.hasVectorApi()
                ? "    invokevirtual DoubleVector.fma(Vector,Vector)DoubleVector\n"
                : "    invokestatic Math.fma(double,double,double)double\n");
    }

    @Test
    void namesBothPathsAndTheirStages() {
        String text = emit(SIGMOID, Dtype.F32);

        assertThat(text).startsWith("// main path: lanes ").contains("\n// careful path: stages ")
                .contains("\nfinal synthetic class WrittenLoop implements Loop\n")
                .contains("\npublic run(Object[],long[],int,int,Object,Object,Loop)void\n")
                .contains("\nstatic main0(Object[],long[],int,int,Object,Object,int)int\n")
                .contains("\nstatic careful0(Object[],long[],int,int,Object,Object,int)int\n")
                .contains("    invokestatic WrittenLoop.main0(Object[],long[],int,int,Object,Object,int)int\n");
    }

    @Test
    void everyJumpLeadsToALabelOfItsMethod() {
        for (String method : emit(SIGMOID, Dtype.F32).split("\n\n")) {
            assertThat(find("(?m)^(L\\d+):$", method)).doesNotHaveDuplicates()
                    .containsAll(find("(?m)^    (?:if|goto)\\w* (.*)$", method));
        }
    }

    private static List<String> find(String pattern, String text) {
        return Pattern.compile(pattern).matcher(text).results().map(found -> found.group(1)).toList();
    }

    @Test
    void constantsAndSlotsAreShown() {
        assertThat(emit(SIGMOID, Dtype.F32)).contains("    ldc 1.442695\n", "    astore 7\n", "    aload_0\n",
                "    checkcast float[]\n", "    iload 6\n");
    }

    @Test
    void tellsWhatTheScalarsAre() {
        assertThat(emit(Operation.of(Activations.leakyRelu().with("slope", 0.25), Direction.FORWARD), Dtype.F64))
                .startsWith("// scalar 0 is slope = 0.25, high word: 0.25\n");
    }

    @Test
    void aProgramWithoutRareElementsHasNoCarefulPath() {
        assertThat(emit(Operation.of(Activations.relu(), Direction.FORWARD), Dtype.F32))
                .contains("\n// careful path: none\n").doesNotContain("careful0");
    }
}
