package dev.axolemma.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The launcher in a checkout of its own, whose Maven and whose JDK are small scripts. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the launcher is a bash script")
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class LauncherTest {

    private static final String BUILD = "echo build >> builds; echo '[INFO] Building Axolemma API 1.0   [1/8]'";
    private static final String WARNING = "WARNING: Using incubator modules: jdk.incubator.vector";

    @TempDir
    private Path folder;
    private Checkout checkout;

    @BeforeEach
    void checkOut() throws IOException {
        checkout = new Checkout(folder.resolve("a checkout"));
        checkout.executable("axolemma", Files.readString(Checkout.original("axolemma")));
        checkout.script("mvnw", BUILD);
        checkout.script("jdk/bin/javac", "");
        checkout.script("jdk/bin/java", "echo \"$@\"");
        checkout.write("jdk/release", "JAVA_VERSION=\"25.0.1\"\n");
        checkout.write("pom.xml", "");
        checkout.write("api/pom.xml", "");
        checkout.write("api/src/main/java/Api.java", "");
    }

    @Test
    void startsTheCommandLineWithItsArgumentsAndTheFlagsThatItNeeds() throws Exception {
        Checkout.Result result = run("eval", "two words", "*");

        assertThat(result.out()).contains("--add-modules jdk.incubator.vector", "--enable-native-access=ALL-UNNAMED")
                .endsWith("dev.axolemma.cli.Main eval two words *\n");
        assertThat(result.exit()).isZero();
    }

    @Test
    void passesStandardInputAndExitStatus() throws Exception {
        checkout.script("jdk/bin/java", "cat; exit 3");
        Path input = Files.writeString(folder.resolve("input"), "1 2 3");

        Checkout.Result result = checkout.run(launcher().redirectInput(input.toFile()));

        assertThat(result.out()).isEqualTo("1 2 3");
        assertThat(result.exit()).isEqualTo(3);
    }

    @Test
    void dropsTheIncubatorWarningOnceAndNothingElse() throws Exception {
        run();
        checkout.script("jdk/bin/java", """
                printf 'NOTE: before\\n%%s\\nafter\\n%%s\\nno newline' '%s' '%s' >&2""".formatted(WARNING, WARNING));

        assertThat(run().err()).isEqualTo("NOTE: before\nafter\n" + WARNING + "\nno newline");
    }

    @Test
    void showsProgressAtOnce() throws Exception {
        run();
        checkout.script("jdk/bin/java", "printf '" + WARNING + "\\n\\r10 %%' >&2; cat");

        Process process = launcher().redirectOutput(ProcessBuilder.Redirect.DISCARD).start();

        assertThat(new String(process.getErrorStream().readNBytes(5), UTF_8)).isEqualTo("\r10 %");
        process.getOutputStream().close();
        assertThat(process.waitFor()).isZero();
    }

    @Test
    void isTheProcessThatASignalReaches() throws Exception {
        run();
        checkout.script("jdk/bin/java", "trap 'exit 42' TERM; echo ready; while :; do sleep 0.01; done");

        Process process = launcher().start();
        assertThat(process.getInputStream().read()).isEqualTo('r');
        process.destroy();

        assertThat(process.waitFor()).isEqualTo(42);
    }

    @Test
    void buildsOnFirstUseOnly() throws Exception {
        assertThat(run().err()).contains("building").contains("1/8 Axolemma API");
        assertThat(run().err()).isEmpty();
        assertThat(builds()).isEqualTo(1);
    }

    @Test
    void buildsAgainWhenASourceIsNewer() throws Exception {
        run();
        Files.setLastModifiedTime(checkout.file("api/src/main/java/Api.java"),
                FileTime.from(Instant.now().plusSeconds(10)));

        run();

        assertThat(builds()).isEqualTo(2);
    }

    @Test
    void buildsAgainWhenASourceWasSavedDuringTheBuild() throws Exception {
        checkout.script("mvnw", "sleep 0.02; touch api/src/main/java/Api.java; sleep 0.02; " + BUILD);
        run();
        checkout.script("mvnw", BUILD);

        run();

        assertThat(builds()).isEqualTo(2);
    }

    @Test
    void showsWhatMavenSaidWhenTheBuildFails() throws Exception {
        checkout.script("mvnw", "echo '[ERROR] no semicolon'; exit 1");

        Checkout.Result result = run();

        assertThat(result.err()).contains("[ERROR] no semicolon", "the build failed");
        assertThat(result.out()).isEmpty();
        assertThat(result.exit()).isEqualTo(4);
        assertThat(run().exit()).as("a failed build is not taken for a build").isEqualTo(4);
    }

    @Test
    void saysInOneLineWhichJdkItNeeds() throws Exception {
        String demanding = Files.readString(checkout.file("axolemma")).replace("REQUIRED_JAVA=25", "REQUIRED_JAVA=999");
        checkout.executable("axolemma", demanding);

        Checkout.Result result = run();

        assertThat(result.err()).startsWith("axolemma: needs a JDK 999 or newer").hasLineCount(1);
        assertThat(result.exit()).isEqualTo(4);
    }

    @Test
    void passesByAJdkThatIsTooOld() throws Exception {
        checkout.script("old/bin/javac", "");
        checkout.script("old/bin/java", "echo old");
        checkout.write("old/release", "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"17.0.15\"\n");
        ProcessBuilder process = launcher();
        process.environment().put("JAVA_HOME", checkout.file("old").toString());
        process.environment().put("PATH", checkout.file("jdk/bin") + ":" + System.getenv("PATH"));

        assertThat(checkout.run(process).out()).contains("dev.axolemma.cli.Main");
    }

    @Test
    void runsFromAnywhereThroughALink() throws Exception {
        Path link = Files.createSymbolicLink(folder.resolve("link"), checkout.file("axolemma"));
        ProcessBuilder process = launcher();
        process.command(link.toString(), "info").directory(folder.toFile());

        assertThat(checkout.run(process).out())
                .contains(checkout.folder().toRealPath() + "/cli/target").endsWith("Main info\n");
    }

    /** Its jlink makes a runtime whose java says what it is asked. */
    private void prepareBundling() throws IOException {
        checkout.write("LICENSE", "");
        checkout.script("mvnw", BUILD + "; touch cli/target/axolemma-cli-1.jar cli/target/lib/axolemma-api-1.jar");
        checkout.write("java", "#!/usr/bin/env bash\necho bundled \"$@\"\n");
        checkout.script("jdk/bin/jlink", """
                echo '%s'
                while [[ $1 != --output ]]; do shift; done
                mkdir -p "$2/bin"
                cp java "$2/bin"
                chmod +x "$2/bin/java"
                """.formatted(WARNING));
    }

    @Test
    void aBundleRunsWithoutAJdk() throws Exception {
        prepareBundling();
        Path archive = folder.resolve("a bundle.tar.gz");
        Checkout.Result made = run("bundle", "--output", archive.toString());
        assertThat(made.out()).isEqualTo(archive + "\n");
        assertThat(made.err()).doesNotContain("incubator");
        Path elsewhere = Files.createDirectory(folder.resolve("else where"));
        assertThat(new ProcessBuilder("tar", "-C", elsewhere.toString(), "-xzf", archive.toString()).start().waitFor())
                .isZero();

        Path home = elsewhere.resolve("axolemma");
        ProcessBuilder command = new ProcessBuilder(home.resolve("axolemma").toString(), "eval", "two words");
        command.environment().clear();
        Checkout.Result result = checkout.run(command.directory(elsewhere.toFile()));

        assertThat(result.out()).startsWith("bundled ").contains("--class-path " + home.toRealPath() + "/lib/*")
                .endsWith("dev.axolemma.cli.Main eval two words\n");
        assertThat(home.resolve("lib")).isDirectoryContaining("glob:**/axolemma-cli-1.jar")
                .isDirectoryContaining("glob:**/axolemma-api-1.jar");
    }

    @Test
    void aBundleTakesNoOtherArguments() throws Exception {
        Checkout.Result result = run("bundle", "--fast");
        assertThat(result.exit()).isEqualTo(2);
        assertThat(result.err()).contains("unexpected argument '--fast'; usage: ./axolemma bundle [--output FILE]");
    }

    private ProcessBuilder launcher(String... arguments) {
        return checkout.launcher(checkout.file("jdk"), arguments);
    }

    private Checkout.Result run(String... arguments) throws Exception {
        return checkout.run(launcher(arguments));
    }

    private long builds() throws IOException {
        return Files.readAllLines(checkout.file("builds")).size();
    }
}
