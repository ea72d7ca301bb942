package dev.axolemma.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What {@code ./axolemma test} says at its end, of reports that a script writes in Maven's place. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the launcher is a bash script")
class TestReportTest {

    private static final String PASSED = "<testcase classname='ReluTest' name='halves'/>";
    private static final String FAILED = """
            <testcase classname='ReluTest' name='kink'><failure message='m'>expected: 0
             but was: 1
            \tat ReluTest.kink(ReluTest.java:7)</failure></testcase>""";
    private static final String ASSUMED = """
            <testcase classname='GpuTest' name='same bits'><skipped type='org.opentest4j.TestAbortedException'>\
            org.opentest4j.TestAbortedException: Assumption failed: cuda: no driver
            \tat GpuTest.bits(GpuTest.java:3)</skipped></testcase>""";
    private static final String DISABLED =
            "<testcase classname='OsTest' name='links'><skipped message='on Windows only'/></testcase>";

    @TempDir
    private Path folder;
    private Checkout checkout;

    @BeforeEach
    void checkOut() throws IOException {
        checkout = new Checkout(folder.resolve("a checkout"));
        checkout.executable("axolemma", Files.readString(Checkout.original("axolemma")));
        checkout.write(".ci/TestReport.java", Files.readString(Checkout.original(".ci/TestReport.java")));
        checkout.write("pom.xml", "");
    }

    @Test
    void countsWhatPassed() throws Exception {
        Checkout.Result result = test(PASSED + PASSED, "exit 0");

        assertThat(result.out()).endsWith("\n2 passed, 0 failed, 0 skipped\n");
        assertThat(result.exit()).isZero();
    }

    @Test
    void saysHowATestFailed() throws Exception {
        Checkout.Result result = test(PASSED + FAILED, "exit 0");

        assertThat(result.out()).contains("api: ReluTest.kink", "expected: 0", "but was: 1", "ReluTest.java:7")
                .endsWith("\n1 passed, 1 failed, 0 skipped\n");
        assertThat(result.exit()).isEqualTo(1);
    }

    @Test
    void saysWhyATestWasSkipped() throws Exception {
        Checkout.Result result = test(PASSED + ASSUMED + DISABLED, "exit 0", "--require", "simd");

        assertThat(result.out()).contains("\n  cuda: no driver\n    api: GpuTest: same bits\n",
                "\n  on Windows only\n    api: OsTest: links\n").endsWith("\n1 passed, 0 failed, 2 skipped\n");
        assertThat(result.exit()).isZero();
    }

    @Test
    void failsIfWhatIsRequiredWasSkipped() throws Exception {
        Checkout.Result result = test(PASSED + ASSUMED, "exit 0", "--require", "simd", "--require", "cuda");

        assertThat(result.out()).contains("required, but skipped: cuda: no driver")
                .endsWith("\n1 passed, 1 failed, 0 skipped\n");
        assertThat(result.exit()).isEqualTo(1);
    }

    @Test
    void failsIfTheBuildFailsThoughAllTestsThatRanPassed() throws Exception {
        Checkout.Result result = test(PASSED, "echo '[ERROR] no semicolon'; exit 1");

        assertThat(result.err()).contains("[ERROR] no semicolon");
        assertThat(result.out()).endsWith("\n1 passed, 0 failed, 0 skipped\n");
        assertThat(result.exit()).isEqualTo(1);
    }

    @Test
    void failsIfNoTestRan() throws Exception {
        assertThat(test("", "exit 0").exit()).isEqualTo(1);
    }

    @Test
    void refusesArgumentsThatItDoesNotKnow() throws Exception {
        Checkout.Result result = test(PASSED, "exit 0", "--fast");

        assertThat(result.err()).contains("'--fast'").contains("usage");
        assertThat(result.exit()).isEqualTo(2);
    }

    /** Runs all tests, that is a script that leaves this report and goes on with {@code ending}. */
    private Checkout.Result test(String report, String ending, String... arguments) throws Exception {
        checkout.write("report.xml", "<testsuite>" + report + "</testsuite>");
        checkout.script("mvnw", """
                mkdir -p api/target/surefire-reports
                cp report.xml api/target/surefire-reports/TEST-all.xml
                """ + ending);
        String[] command = Stream.concat(Stream.of("test"), Stream.of(arguments)).toArray(String[]::new);
        return checkout.run(checkout.launcher(Path.of(System.getProperty("java.home")), command));
    }
}
