import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * Says what became of the tests of all modules: which failed and how, which were skipped and why, and how many.
 *
 * <p>{@code java TestReport.java ROOT [REQUIRED]...} reads the reports under ROOT. A test that was skipped for a reason
 * that names one of REQUIRED counts as failed. Exits with 1 if a test failed or if none ran.
 */
final class TestReport {
    private static final int STACK_FRAMES = 12;

    enum Outcome { PASSED, FAILED, SKIPPED }

    /** One test: {@code why} is the failure with its stack trace, or the reason for skipping. */
    record Result(String suite, String test, Outcome outcome, String why) {

        Result require(List<String> names) {
            boolean missing = outcome == Outcome.SKIPPED && names.stream().anyMatch(this::isSkippedFor);
            return missing ? new Result(suite, test, Outcome.FAILED, "required, but skipped: " + why) : this;
        }

        private boolean isSkippedFor(String name) {
            return Pattern.compile("\\b" + Pattern.quote(name) + "\\b", Pattern.CASE_INSENSITIVE).matcher(why).find();
        }
    }

    private TestReport() {}

    public static void main(String[] args) throws Exception {
        List<String> required = Arrays.asList(args).subList(1, args.length);
        List<Result> results = new ArrayList<>();
        for (Path report : reports(Path.of(args[0]))) {
            read(report).forEach(result -> results.add(result.require(required)));
        }
        Map<Outcome, List<Result>> byOutcome = results.stream().collect(Collectors.groupingBy(Result::outcome));
        List<Result> passed = byOutcome.getOrDefault(Outcome.PASSED, List.of());
        List<Result> failed = byOutcome.getOrDefault(Outcome.FAILED, List.of());
        List<Result> skipped = byOutcome.getOrDefault(Outcome.SKIPPED, List.of());
        printFailed(failed);
        printSkipped(skipped);
        System.out.printf("%n%d passed, %d failed, %d skipped%n", passed.size(), failed.size(), skipped.size());
        System.exit(failed.isEmpty() && !passed.isEmpty() ? 0 : 1);
    }

    private static List<Path> reports(Path root) throws IOException {
        Pattern report = Pattern.compile("[^/]+/target/(surefire|invoker)-reports/TEST-.*\\.xml");
        try (var files = Files.find(root, 4,
                (file, attributes) -> report.matcher(root.relativize(file).toString().replace('\\', '/')).matches())) {
            return files.sorted().toList();
        }
    }

    private static List<Result> read(Path report) throws Exception {
        String module = report.getName(report.getNameCount() - 4).toString();
        NodeList tests = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(report.toFile())
                .getElementsByTagName("testcase");
        List<Result> results = new ArrayList<>();
        for (int i = 0; i < tests.getLength(); i++) {
            results.add(result(module, (Element) tests.item(i)));
        }
        return results;
    }

    private static Result result(String module, Element test) {
        String suite = module + ": " + test.getAttribute("classname");
        String name = test.getAttribute("name");
        for (String tag : List.of("failure", "error", "skipped")) {
            if (test.getElementsByTagName(tag).item(0) instanceof Element verdict) {
                return tag.equals("skipped")
                        ? new Result(suite, name, Outcome.SKIPPED, reason(verdict))
                        : new Result(suite, name, Outcome.FAILED, failure(verdict));
            }
        }
        return new Result(suite, name, Outcome.PASSED, "");
    }

    private static String reason(Element skipped) {
        String given = skipped.hasAttribute("message") ? skipped.getAttribute("message") : skipped.getTextContent();
        String line = given.strip().lines().findFirst().orElse("no reason given");
        return line.replaceFirst("^.*TestAbortedException: ", "").replaceFirst("^Assumption failed: ", "");
    }

    private static String failure(Element failed) {
        String text = failed.getTextContent().isBlank() ? failed.getAttribute("message") : failed.getTextContent();
        int[] frames = {0};
        return text.strip().lines()
                .filter(line -> !line.startsWith("\tat ") || frames[0]++ < STACK_FRAMES)
                .collect(Collectors.joining("\n    ")).replace("\t", "    ");
    }

    private static void printFailed(List<Result> failed) {
        if (!failed.isEmpty()) {
            System.out.println("\nFailed");
            failed.forEach(result -> System.out.printf("  %s.%s%n    %s%n",
                    result.suite(), result.test(), result.why()));
        }
    }

    private static void printSkipped(List<Result> skipped) {
        if (!skipped.isEmpty()) {
            System.out.println("\nSkipped");
            Map<String, List<Result>> byReason =
                    skipped.stream().collect(Collectors.groupingBy(Result::why, TreeMap::new, Collectors.toList()));
            byReason.forEach((reason, results) -> {
                System.out.println("  " + reason);
                results.stream()
                        .collect(Collectors.groupingBy(Result::suite, TreeMap::new,
                                Collectors.mapping(Result::test, Collectors.joining(", "))))
                        .forEach((suite, tests) -> System.out.println("    " + suite + ": " + tests));
            });
        }
    }
}
