package dev.muster.policies;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The libraries stay in this module, and of Muster it knows the API alone. */
class LibrariesTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.muster");

    @Test
    void theOthersDoNotKnowThem() {
        assertThat(CLASSES.contain("dev.muster.runtime.RuntimeProvider")).isTrue();
        noClasses()
                .that(resideOutsideOfPackage("dev.muster.policies"))
                .should()
                .dependOnClassesThat(resideInAnyPackage("io..", "org.slf4j..", "dev.muster.policies"))
                .check(CLASSES);
    }

    @Test
    void thisOneKnowsTheApi() {
        classes()
                .that()
                .resideInAPackage("dev.muster.policies")
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(
                        "java..",
                        "org.jspecify..",
                        "io.github.resilience4j..",
                        "io.micrometer.context..",
                        "dev.muster",
                        "dev.muster.call",
                        "dev.muster.policy",
                        "dev.muster.spec",
                        "dev.muster.policies"))
                .check(CLASSES);
    }
}
