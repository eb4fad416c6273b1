package dev.muster.processor;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each wrong source fails with its one finding at its line; its corrected twin compiles; each code has its page. */
class RulesTest {
    private static final Pattern MARK = Pattern.compile("// <-- (MUSTER-\\d{3})");
    private static final String WARNINGS_FAIL = "warnings found and -Werror specified";
    private static final Path PAGES = Path.of("..", "docs", "errors");

    static Stream<Path> wrong() {
        return Compiling.cases("bad");
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void failsWithOneFindingAtTheLine(Path source) {
        Compilation compilation = Compiling.strictly(Compiling.file(source));

        List<String> lines = Compiling.text(source).lines().toList();
        int line = markedLine(lines);
        assertThat(findings(compilation)).singleElement().satisfies(finding -> {
            assertThat(finding.getLineNumber()).isEqualTo(line);
            assertThat(text(finding)).startsWith("[" + code(lines.get(line - 1)) + "] ");
        });
    }

    @Test
    void theBodyOfAnEnumConstantIsNotSaidToBeInAMethod() {
        Compilation compilation = Compiling.strictly(
                Compiling.file(Compiling.RESOURCES.resolve("bad").resolve("EnumConstant.java")));

        assertThat(findings(compilation))
                .singleElement()
                .satisfies(finding ->
                        assertThat(text(finding)).contains("enum constant").doesNotContain("the method that"));
    }

    @Test
    void whatCannotCrossIsSaidByItsPlaceAndType() {
        Compilation compilation = Compiling.strictly(
                Compiling.file(Compiling.RESOURCES.resolve("bad").resolve("ComponentCannotCross.java")));

        assertThat(findings(compilation))
                .singleElement()
                .satisfies(finding -> assertThat(text(finding))
                        .contains(
                                "'customer.greeting' is of type Runnable, which is neither a type that Muster takes"));
    }

    /** All errors but the one that a warning is enough for, and Muster's warnings. */
    static List<Diagnostic<? extends JavaFileObject>> findings(Compilation compilation) {
        return compilation.diagnostics().stream()
                .filter(diagnostic -> diagnostic.getKind() == Diagnostic.Kind.ERROR
                        ? !text(diagnostic).equals(WARNINGS_FAIL)
                        : text(diagnostic).startsWith("[MUSTER-"))
                .toList();
    }

    private static String text(Diagnostic<?> diagnostic) {
        return diagnostic.getMessage(Locale.ROOT);
    }

    @Test
    void aWrongSourceGetsNoDispatcher(@TempDir Path generated) {
        Path source = Compiling.RESOURCES.resolve("bad").resolve("PrivateMethod.java");
        JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
        List<String> options = List.of(
                "-proc:only",
                "-processorpath",
                System.getProperty("java.class.path"),
                "-s",
                generated.toString(),
                "-d",
                generated.toString());
        JavaCompiler.CompilationTask task =
                javac.getTask(new StringWriter(), null, null, options, null, List.of(Compiling.file(source)));

        assertThat(task.call()).isFalse();
        assertThat(Compiling.sources(generated)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void itsTwinCompiles(Path source) {
        Path twin = Compiling.RESOURCES.resolve("good").resolve(source.getFileName());

        Compilation compilation = Compiling.strictly(Compiling.file(twin));

        assertThat(Compiling.complaints(compilation)).isEmpty();
        assertThat(compilation.generatedSourceFiles()).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void itsCodeHasAPage(Path source) {
        List<String> lines = Compiling.text(source).lines().toList();

        assertThat(Files.exists(PAGES.resolve(code(lines.get(markedLine(lines) - 1)) + ".md")))
                .isTrue();
    }

    private static int markedLine(List<String> lines) {
        for (int i = 0; i < lines.size(); i++) {
            if (MARK.matcher(lines.get(i)).find()) {
                return i + 1;
            }
        }
        throw new IllegalArgumentException("no line is marked // <-- MUSTER-nnn");
    }

    private static String code(String line) {
        Matcher mark = MARK.matcher(line);
        assertThat(mark.find()).isTrue();
        return mark.group(1);
    }
}
