package dev.muster.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Keeps {@code docs/conformance.md} true: which lines hold, in which mode, and by which test. Made of {@code
 * docs/conformance-lines.txt} and the display names of all tests; {@code -Dtest.conformance=write} writes it anew.
 */
class ConformanceTableTest {
    private static final Pattern ID =
            Pattern.compile("\\b(?:PRC|MAP|LCK|RLK|RWL|SEM|BSE|EVT|BAR|CND|FUT|SHD|CRS)-\\d\\d\\b");
    private static final Pattern LINE = Pattern.compile("(" + ID + ") (TP|T|P) (.*)");

    /** Of these every line must have a test, or a reason why it has none. */
    private static final Pattern COMPLETE = ID;

    /** Other tests in which a child process plays the part, by the start of the class's name. */
    private static final List<String> IN_PROCESSES = List.of(
            "dev.muster.runtime.process.",
            "dev.muster.runtime.worker.",
            "dev.muster.behaviour.Across",
            "dev.muster.behaviour.LeftBehind");

    private static final String HEAD = """
            # What other people's test suites assert

            The suites of CPython (`multiprocessing`, `threading`, `concurrent.futures`), of the JDK (the jsr166 TCK), of
            kotlinx.coroutines, loky, pebble and mpire say what users expect of such a framework. Each line below is such an
            expectation in our terms. "deviates" and "not offered" say why it does not hold as it stands; what a test of such a line
            asserts is what holds instead. The mode says where it is tested.

            This page is made from [conformance-lines.txt](conformance-lines.txt) and the display names of the tests, by a test that
            fails when the page is stale: `mvn -pl framework-runtime -am test -Dtest=ConformanceTableTest
            -Dsurefire.failIfNoSpecifiedTests=false -Dtest.conformance=write` writes it anew.
            """;

    /** A test that names a line. */
    private record Proof(Method method) {
        static boolean isTest(Method method) {
            return method.isAnnotationPresent(DisplayName.class);
        }

        List<String> ids() {
            return ID.matcher(method.getAnnotation(DisplayName.class).value())
                    .results()
                    .map(result -> result.group())
                    .toList();
        }

        @Nullable
        String disabled() {
            Disabled disabled = method.getAnnotation(Disabled.class);
            return disabled == null ? null : disabled.value();
        }

        Set<Where> modes() {
            if (Arrays.asList(method.getParameterTypes()).contains(Where.class)) {
                String[] names = method.getAnnotation(EnumSource.class).names();
                return names.length == 0
                        ? EnumSet.allOf(Where.class)
                        : Stream.of(names)
                                .map(Where::valueOf)
                                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Where.class)));
            }
            String name = method.getDeclaringClass().getName();
            return EnumSet.of(IN_PROCESSES.stream().anyMatch(name::startsWith) ? Where.PROCESSES : Where.THREADS);
        }

        String name() {
            return method.getDeclaringClass().getSimpleName() + "." + method.getName();
        }
    }

    @DisplayName("the table of what other suites assert is as the tests are")
    @Test
    void table() throws Exception {
        Path docs = Path.of(System.getProperty("basedir", "")).toAbsolutePath().resolveSibling("docs");
        Path page = docs.resolve("conformance.md");
        String now = page(Files.readAllLines(docs.resolve("conformance-lines.txt")), proofs());
        if ("write".equals(System.getProperty("test.conformance"))) {
            Files.writeString(page, now);
        }
        assertThat(page)
                .as("stale; -Dtest.conformance=write writes it anew")
                .exists()
                .content()
                .isEqualTo(now);
    }

    private static Map<String, List<Proof>> proofs() throws IOException, URISyntaxException {
        Map<String, List<Proof>> proofs = new TreeMap<>();
        for (Class<?> type : testClasses()) {
            Stream.of(type.getDeclaredMethods())
                    .filter(Proof::isTest)
                    .sorted(Comparator.comparing(Method::getName))
                    .map(Proof::new)
                    .forEach(proof -> proof.ids()
                            .forEach(id -> proofs.computeIfAbsent(id, any -> new ArrayList<>())
                                    .add(proof)));
        }
        return proofs;
    }

    private static List<Class<?>> testClasses() throws IOException, URISyntaxException {
        Path root = Path.of(ConformanceTableTest.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        List<Class<?>> classes = new ArrayList<>();
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.filter(path -> path.toString().endsWith("Test.class"))
                    .sorted()
                    .toList()) {
                String name = root.relativize(file)
                        .toString()
                        .replace(file.getFileSystem().getSeparator(), ".");
                classes.add(load(name.substring(0, name.length() - ".class".length())));
            }
        }
        return classes;
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name, false, ConformanceTableTest.class.getClassLoader());
        } catch (ClassNotFoundException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static String page(List<String> lines, Map<String, List<Proof>> proofs) {
        StringBuilder page = new StringBuilder(HEAD);
        List<String> known = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            Matcher parts = LINE.matcher(line);
            if (line.startsWith("## ")) {
                page.append("\n")
                        .append(line)
                        .append("\n\n| id | what | mode | result | test |\n|---|---|---|---|---|\n");
            } else if (parts.matches()) {
                boolean hasVerdict = i + 1 < lines.size() && lines.get(i + 1).startsWith(" ");
                String id = parts.group(1);
                known.add(id);
                page.append(row(
                        id,
                        parts.group(2),
                        parts.group(3),
                        hasVerdict ? lines.get(i + 1).strip() : "",
                        proofs.getOrDefault(id, List.of())));
            }
        }
        assertThat(known).as("no line twice").doesNotHaveDuplicates();
        assertThat(known).as("every line that a test names").containsAll(proofs.keySet());
        return page.toString();
    }

    private static String row(String id, String wanted, String what, String verdict, List<Proof> proofs) {
        Set<Where> modes = EnumSet.noneOf(Where.class);
        Set<Where> tested = EnumSet.noneOf(Where.class);
        List<String> failing = new ArrayList<>();
        for (Proof proof : proofs) {
            String disabled = proof.disabled();
            tested.addAll(proof.modes());
            if (disabled == null) {
                modes.addAll(proof.modes());
            } else {
                failing.add("fails in " + names(proof.modes()) + ": " + disabled);
            }
        }
        String result = verdict.isEmpty() ? result(wanted, tested) : verdict;
        if (!failing.isEmpty()) {
            result = result + "; " + String.join("; ", failing);
        }
        if (COMPLETE.matcher(id).matches() && modes.isEmpty()) {
            assertThat(result).as("%s has no test", id).startsWith("not offered: ");
        }
        String tests = proofs.stream().map(Proof::name).distinct().collect(Collectors.joining(", "));
        return "| " + String.join(" | ", id, what, names(modes), result, tests) + " |\n";
    }

    private static String result(String wanted, Set<Where> tested) {
        Set<Where> missing = EnumSet.noneOf(Where.class);
        if (wanted.contains("T")) {
            missing.add(Where.THREADS);
        }
        if (wanted.contains("P")) {
            missing.add(Where.PROCESSES);
        }
        missing.removeAll(tested);
        if (tested.isEmpty()) {
            return "no test";
        }
        return missing.isEmpty() ? "passes" : "passes; no test in " + names(missing);
    }

    private static String names(Set<Where> modes) {
        return modes.stream()
                .map(mode -> mode == Where.THREADS ? "threads" : "processes")
                .collect(Collectors.joining(", "));
    }
}
