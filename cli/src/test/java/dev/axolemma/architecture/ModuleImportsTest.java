package dev.axolemma.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Who may import whom. No arrow runs back, and no module knows a backend. */
class ModuleImportsTest {

    /** The packages of a module, and what they may import beside {@code java..} and themselves. */
    enum Module {
        API(List.of("dev.axolemma", "dev.axolemma.formula..", "dev.axolemma.spi.."), List.of()),
        COMPILER(List.of("dev.axolemma.compiler.."), List.of(API.packages)),
        CPU_BACKEND(List.of("dev.axolemma.cpu.."),
                List.of(API.packages, COMPILER.packages, List.of("jdk.incubator.vector"))),
        DEVICE(List.of("dev.axolemma.device.."), List.of(API.packages, COMPILER.packages)),
        OPENCL_BACKEND(List.of("dev.axolemma.opencl.."),
                List.of(API.packages, COMPILER.packages, DEVICE.packages, List.of("org.jocl.."))),
        CUDA_BACKEND(List.of("dev.axolemma.cuda.."),
                List.of(API.packages, COMPILER.packages, DEVICE.packages, List.of("jcuda.."))),
        BENCH(List.of("dev.axolemma.bench.."),
                List.of(API.packages, List.of("org.openjdk.jmh..", "com.fasterxml.jackson..", "org.ejml..",
                        "jdk.incubator.vector", "com.sun.management"))),
        CLI(List.of("dev.axolemma.cli.."), List.of(API.packages, BENCH.packages, List.of("picocli..")));

        private final List<String> packages;
        private final List<String> imports;

        Module(List<String> packages, List<List<String>> imports) {
            this.packages = packages;
            this.imports = imports.stream().flatMap(List::stream).toList();
        }
    }

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("dev.axolemma");

    @ParameterizedTest
    @EnumSource
    void importsOnlyWhatTheTableSays(Module module) {
        String[] allowed = Stream.of(List.of("java.."), module.packages, module.imports)
                .flatMap(List::stream).toArray(String[]::new);
        classes().that().resideInAnyPackage(module.packages.toArray(String[]::new))
                .should().onlyDependOnClassesThat().resideInAnyPackage(allowed).check(CLASSES);
    }
}
