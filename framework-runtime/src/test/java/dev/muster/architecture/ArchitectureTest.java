package dev.muster.architecture;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The table of ARCHITECTURE.md: which package of Muster may import which. */
class ArchitectureTest {
    private static final String API = "dev.muster";
    private static final String PROCESSOR = "dev.muster.processor";
    private static final String RUNTIME = "dev.muster.runtime";

    private static final Map<String, Set<String>> API_PACKAGES = Map.ofEntries(
            entry(API, Set.of(API + ".wire")),
            entry(API + ".call", Set.of(API, API + ".spec", API + ".wire")),
            entry(API + ".policy", Set.of(API)),
            entry(API + ".wire", Set.of()),
            entry(API + ".spec", Set.of(API)),
            entry(API + ".spi", Set.of(API, API + ".call")));

    /** These may import every package of the API besides. */
    private static final Map<String, Set<String>> PROCESSOR_PACKAGES = Map.ofEntries(
            entry(PROCESSOR, within(PROCESSOR, "read", "model", "check", "write", "map", "report")),
            entry(PROCESSOR + ".read", within(PROCESSOR, "model", "report")),
            entry(PROCESSOR + ".model", within(PROCESSOR, "report")),
            entry(PROCESSOR + ".check", within(PROCESSOR, "model", "report")),
            entry(PROCESSOR + ".write", within(PROCESSOR, "model")),
            entry(PROCESSOR + ".map", within(PROCESSOR, "model")),
            entry(PROCESSOR + ".bodies", within(PROCESSOR, "read", "model", "report")),
            entry(PROCESSOR + ".report", Set.of()));

    /** These may import every package of the API besides. */
    private static final Map<String, Set<String>> RUNTIME_PACKAGES = Map.ofEntries(
            entry(
                    RUNTIME,
                    within(
                            RUNTIME,
                            "fanout",
                            "border",
                            "claims",
                            "policies",
                            "configuration",
                            "admission",
                            "workers",
                            "process",
                            "worker",
                            "protocol",
                            "observe")),
            entry(RUNTIME + ".fanout", within(RUNTIME, "workers")),
            entry(RUNTIME + ".border", within(RUNTIME, "claims", "admission", "protocol", "observe")),
            entry(RUNTIME + ".claims", within(RUNTIME, "policies", "admission", "workers", "observe")),
            entry(RUNTIME + ".policies", within(RUNTIME, "admission", "observe")),
            entry(RUNTIME + ".admission", Set.of()),
            entry(RUNTIME + ".configuration", Set.of()),
            entry(RUNTIME + ".queue", Set.of()),
            entry(RUNTIME + ".workers", within(RUNTIME, "queue")),
            entry(RUNTIME + ".process", within(RUNTIME, "protocol", "queue", "observe")),
            entry(RUNTIME + ".worker", within(RUNTIME, "protocol")),
            entry(RUNTIME + ".protocol", Set.of()),
            entry(RUNTIME + ".observe", Set.of()));

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(API);

    @Test
    void everyPackageIsInTheTable() {
        Stream<String> packages =
                CLASSES.stream().map(JavaClass::getPackageName).distinct();

        assertThat(packages)
                .allMatch(name ->
                        isApi(name) || PROCESSOR_PACKAGES.containsKey(name) || RUNTIME_PACKAGES.containsKey(name));
    }

    @Test
    void packagesImportOnlyWhatTheTableAllows() {
        Stream<String> violations = CLASSES.stream()
                .flatMap(origin -> origin.getDirectDependenciesFromSelf().stream())
                .filter(dependency -> !isAllowed(
                        dependency.getOriginClass().getPackageName(),
                        dependency.getTargetClass().getBaseComponentType().getPackageName()))
                .map(Dependency::getDescription);

        assertThat(violations).isEmpty();
    }

    private static boolean isAllowed(String origin, String target) {
        boolean ours = target.equals(API) || target.startsWith(API + ".");
        boolean apiBesides = isApi(target) && !isApi(origin);
        return !ours || target.equals(origin) || apiBesides || imports(origin).contains(target);
    }

    private static boolean isApi(String name) {
        return API_PACKAGES.containsKey(name);
    }

    private static Set<String> imports(String name) {
        return Stream.of(API_PACKAGES, PROCESSOR_PACKAGES, RUNTIME_PACKAGES)
                .flatMap(table -> table.getOrDefault(name, Set.of()).stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Set<String> within(String module, String... names) {
        return Stream.of(names).map(name -> module + "." + name).collect(Collectors.toUnmodifiableSet());
    }
}
