package dev.muster.processor;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.Compiler;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the plug-in for javac finds in bodies; without it, nothing is looked for there. */
class BodiesTest {
    private static final Path PAGES = Path.of("..", "docs", "errors");

    static Stream<Path> wrong() {
        return Compiling.cases("bodies/bad");
    }

    private static Compilation compile(Path source) {
        return Compiler.javac()
                .withProcessors(new MusterProcessor(), new UsualAnnotations())
                .withClasspath(Compiling.apiOnly())
                .withOptions("-Xlint:all", "-Xplugin:Muster", "-processorpath", System.getProperty("java.class.path"))
                .compile(Compiling.file(source));
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void warnsOnceAtTheLine(Path source) {
        List<String> lines = Compiling.text(source).lines().toList();
        String marked = lines.stream()
                .filter(line -> line.contains("// <-- "))
                .findFirst()
                .orElseThrow();
        String code = marked.substring(marked.indexOf("MUSTER-"));

        Compilation compilation = compile(source);

        assertThat(compilation.diagnostics()).singleElement().satisfies(finding -> {
            assertThat(finding.getKind()).isEqualTo(Diagnostic.Kind.WARNING);
            assertThat(finding.getMessage(null)).startsWith("[" + code + "] ");
            assertThat(finding.getLineNumber()).isEqualTo(lines.indexOf(marked) + 1);
        });
        assertThat(Files.exists(PAGES.resolve(code + ".md"))).isTrue();
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void saysNothingOfItsTwin(Path source) {
        Path twin = Compiling.RESOURCES.resolve("bodies/good").resolve(source.getFileName());
        assertThat(Compiling.complaints(compile(twin))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void isSilentUnlessSwitchedOn(Path source) {
        assertThat(Compiling.complaints(Compiling.strictly(Compiling.file(source))))
                .isEmpty();
    }

    @Test
    void namesAllWhoAreInTheCircle() {
        Compilation compilation = compile(Compiling.RESOURCES.resolve("bodies/bad/OrderOfThree.java"));
        Diagnostic<? extends JavaFileObject> finding = compilation.diagnostics().get(0);
        assertThat(finding.getMessage(null))
                .isEqualTo(
                        "[MUSTER-452] OrderOfThree.three() holds permits \"c\" and waits for OrderOfThree.a(), which needs"
                                + " lock \"a\"; OrderOfThree.one() holds lock \"a\" and waits for OrderOfThree.b(), which needs lock"
                                + " \"b\"; OrderOfThree.two() holds lock \"b\" and waits for OrderOfThree.c(), which needs permits"
                                + " \"c\": at the same time they would wait for each other. Nest them in one order everywhere, or ask"
                                + " for all at once at the outer method.");
    }
}
