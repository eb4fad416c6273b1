package dev.muster.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The Eclipse compiler finds what javac finds, at the same lines and in the same words, and compiles what javac compiles. */
class EclipseTest {
    /** What annotation processing never sees: classes inside methods, for which javac has its tree API; and see below. */
    private static final Set<String> ONLY_JAVAC =
            Set.of("AnonymousClass", "EnumConstant", "LocalClass", "AnnotationType");

    /**
     * The lines where the Eclipse compiler has it less precisely: the annotation for a value in its array, the method for an
     * annotation that is repeated, since the container of these is not in the source.
     */
    private static final Map<String, String> ELSEWHERE = Map.of(
            "BothModes", "void transfer() {}",
            "EventTwice", "void use() {}",
            "LockName", "@Guarded({",
            "LockTwice", "@Guarded({",
            "PermitsTwice", "void query() {}");

    @TempDir
    private Path output;

    static Stream<Path> wrong() {
        return Compiling.cases("bad").filter(source -> !ONLY_JAVAC.contains(name(source)));
    }

    static Stream<Path> right() {
        return Stream.of("good", "shapes", "golden")
                .flatMap(Compiling::cases)
                .filter(source -> !source.toString().endsWith(".txt"));
    }

    private static String name(Path source) {
        return source.getFileName().toString().replace(".java", "");
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void findsWhatJavacFinds(Path source) {
        assertThat(compile(Compiling.sources(source)).filter(EclipseTest::isErrorOrMusters))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(line(source, finding)).contains(ELSEWHERE.getOrDefault(name(source), "// <-- "));
                    assertThat(text(finding)).isEqualTo(textOfJavac(source));
                });
    }

    private static String line(Path source, Diagnostic<?> finding) {
        return Compiling.text(source).lines().toList().get((int) finding.getLineNumber() - 1);
    }

    private static String textOfJavac(Path source) {
        return text(
                RulesTest.findings(Compiling.strictly(Compiling.file(source))).get(0));
    }

    /** The Eclipse compiler does not see annotations there, and asks no processor if there are no others. */
    @Test
    void findsMembersOfAnnotationTypesBesideAnythingElse() {
        Path bad = Compiling.RESOURCES.resolve("bad").resolve("AnnotationType.java");
        Path squares = Compiling.RESOURCES.resolve("golden").resolve("Squares.java");

        assertThat(compile(List.of(bad, squares)).filter(EclipseTest::isError))
                .singleElement()
                .satisfies(finding -> assertThat(line(bad, finding)).contains("// <-- MUSTER-104"));
    }

    private static boolean isErrorOrMusters(Diagnostic<?> finding) {
        return isError(finding) || text(finding).startsWith("[MUSTER-");
    }

    private static String text(Diagnostic<?> finding) {
        return finding.getMessage(Locale.ROOT);
    }

    @ParameterizedTest
    @MethodSource("right")
    void compilesWhatJavacCompiles(Path source) {
        assertThat(compile(Compiling.sources(source)).filter(EclipseTest::isError))
                .isEmpty();
        assertThat(Compiling.sources(output))
                .anyMatch(generated -> generated.toString().endsWith("Dispatcher.java"));
    }

    private static boolean isError(Diagnostic<?> finding) {
        return finding.getKind() == Diagnostic.Kind.ERROR;
    }

    private Stream<Diagnostic<? extends JavaFileObject>> compile(List<Path> sources) {
        return new Eclipse(output).compile(sources).stream();
    }
}
