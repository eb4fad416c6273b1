package dev.muster.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A user with a module of their own, on the module path, whose exported package has public dispatchers. */
class ModulesTest {
    private static final String SQUARES = """
            package outward;

            import dev.muster.Parallel;

            /** Squares. */
            public class Squares {
                /** Makes one. */
                public Squares() {}

                /** Squares. */
                @Parallel
                int square(int x) {
                    return x * x;
                }

                @Parallel
                String hidden(Hidden x) {
                    return null;
                }

                static class Hidden {}
            }
            """;

    @TempDir
    private Path folder;

    @Test
    void compilesWithoutAWarning() throws IOException {
        assertThat(compile("requires dev.muster.api;")).isEmpty();
        assertThat(generated()).contains("public final class SquaresDispatcher").doesNotContain("@Generated");
    }

    @Test
    void isMarkedAsGeneratedWhereTheModuleReadsTheAnnotation() throws IOException {
        assertThat(compile("requires transitive dev.muster.api; requires java.compiler;"))
                .isEmpty();
        assertThat(generated()).contains("@Generated(\"dev.muster.processor.MusterProcessor\")");
    }

    /** What javac says. */
    private String compile(String requires) throws IOException {
        Path module = Files.writeString(
                folder.resolve("module-info.java"),
                "/** Outward. */ module outward { " + requires + " exports outward; }");
        Path squares = Files.writeString(
                Files.createDirectories(folder.resolve("outward")).resolve("Squares.java"), SQUARES);
        String modulePath =
                Compiling.apiOnly().stream().map(File::getPath).collect(Collectors.joining(File.pathSeparator));
        List<String> options = List.of(
                "-Xlint:all",
                "-Werror",
                "--module-path",
                modulePath,
                "--processor-path",
                System.getProperty("java.class.path"),
                "-d",
                folder.toString());
        StringWriter said = new StringWriter();
        JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
        var files = javac.getStandardFileManager(null, null, null).getJavaFileObjects(module, squares);
        javac.getTask(said, null, null, options, null, files).call();
        return said.toString();
    }

    private String generated() {
        return Compiling.text(folder.resolve("outward").resolve("SquaresDispatcher.java"));
    }
}
