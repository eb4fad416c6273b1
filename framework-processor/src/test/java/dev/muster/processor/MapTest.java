package dev.muster.processor;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.Compiler;
import com.google.testing.compile.JavaFileObjects;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaFileObject;
import javax.tools.StandardLocation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The map of a few classes, to the letter, and when there is one. Its picture is the one in the guide.
 *
 * <p>{@code -Dtest.golden=write} writes them anew; look at them, the picture in a browser, before you commit them.
 */
class MapTest {
    private static final boolean WRITE = "write".equals(System.getProperty("test.golden"));
    private static final String WANTED = "-Amuster.map=true";
    private static final Path GOLDEN = Compiling.RESOURCES.resolve("map");
    private static final Path PICTURE = Path.of("..", "docs", "guide", "map.svg");

    private static List<Path> shown() {
        return Stream.of("Bank.java", "Buffer.java", "Pipeline.java")
                .map(Compiling.RESOURCES.resolve("golden")::resolve)
                .toList();
    }

    private static Compilation compile(List<JavaFileObject> sources, String... options) {
        return Compiler.javac()
                .withProcessors(new MusterProcessor(), new UsualAnnotations())
                .withClasspath(Compiling.apiOnly())
                .withOptions(Stream.concat(Stream.of("-Xlint:all", "-Werror"), Stream.of(options))
                        .toArray())
                .compile(sources);
    }

    private static Compilation map(List<Path> sources) {
        Compilation compilation = compile(Compiling.files(sources), WANTED);
        assertThat(Compiling.complaints(compilation)).isEmpty();
        return compilation;
    }

    private static String file(Compilation compilation, String name) {
        return Compiling.text(compilation
                .generatedFile(StandardLocation.CLASS_OUTPUT, "META-INF/muster/" + name)
                .orElseThrow());
    }

    private static Stream<String> maps(Compilation compilation) {
        return compilation.generatedFiles().stream()
                .map(JavaFileObject::getName)
                .filter(name -> name.contains("META-INF"));
    }

    private static void assertReviewed(String actual, Path golden) throws IOException {
        if (WRITE) {
            Files.writeString(golden, actual);
        }
        assertThat(actual).isEqualTo(Compiling.text(golden));
    }

    @Test
    void showsWhatWasReviewed() throws IOException {
        Compilation compilation = map(shown());

        assertReviewed(file(compilation, "map.txt"), GOLDEN.resolve("map.txt"));
        assertReviewed(file(compilation, "map.dot"), GOLDEN.resolve("map.dot"));
        assertReviewed(picture(file(compilation, "map.html")), PICTURE);
    }

    private static String picture(String page) {
        return page.substring(page.indexOf("<svg"), page.indexOf("</svg>")) + "</svg>\n";
    }

    @Test
    void thePageNeedsNothingFromElsewhere() {
        String page = file(map(shown()), "map.html").replace("http://www.w3.org/2000/svg", "");

        assertThat(page).doesNotContain("http", "<script", "<link", "url(", "@import");
    }

    @Test
    void isTheSameWhateverTheOrderOfTheSources() {
        List<Path> turned = new ArrayList<>(shown());
        Collections.reverse(turned);

        assertThat(file(map(turned), "map.html")).isEqualTo(file(map(shown()), "map.html"));
    }

    @Test
    void theEclipseCompilerWritesTheSame(@TempDir Path output) {
        new Eclipse(output).compile(shown(), List.of(new MusterProcessor()), WANTED);

        assertThat(output.resolve("META-INF/muster/map.txt")).hasSameTextualContentAs(GOLDEN.resolve("map.txt"));
    }

    @Test
    void isNotThereUnasked() {
        assertThat(maps(compile(Compiling.files(shown())))).isEmpty();
    }

    @Test
    void isNotThereWithoutResources() {
        assertThat(maps(map(List.of(Compiling.RESOURCES.resolve("golden").resolve("Squares.java")))))
                .isEmpty();
    }

    @Test
    void isNotThereAfterAnError(@TempDir Path output) {
        Path bad = Compiling.RESOURCES.resolve("bad").resolve("PermitsOfTwoSizes.java");

        new Eclipse(output).compile(List.of(bad), List.of(new MusterProcessor()), WANTED);

        assertThat(output.resolve("META-INF")).doesNotExist();
    }

    @Test
    void tellsThatNobodySetsAnEvent() {
        JavaFileObject waiter = JavaFileObjects.forSourceString("demo.Waiter", """
                package demo;

                class Waiter {
                    @SuppressWarnings("MUSTER-433")
                    @dev.muster.AwaitEvent("dawn")
                    void rise() {}
                }
                """);

        assertThat(file(compile(List.of(waiter), WANTED), "map.txt"))
                .endsWith("Waiter.rise() waits for event dawn, which none of these methods sets\n");
    }
}
