package dev.muster.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The README's examples compile without a warning and print what the README says.
 *
 * <p>In the README, the comment {@code <!-- compiled: NAME.java -->} stands before each block with a source, and {@code
 * <!-- printed -->} before the block with its output.
 */
class ReadmeTest {
    private static final Pattern COMPILED = block("<!-- compiled: (?<name>\\w+\\.java) -->", "java");
    private static final Pattern PRINTED = block("<!-- printed -->", "text");

    @TempDir
    Path scratch;

    @Test
    void itsExamplesCompileAndPrintWhatIsSaid() throws Exception {
        String readme = Files.readString(Path.of("..", "README.md")).replace("\r\n", "\n");
        int examples = 0;
        Matcher source = COMPILED.matcher(readme);
        while (source.find()) {
            compile(source.group("name"), source.group("text"));
            String printed = find(PRINTED, readme, source.end()).group("text");
            assertThat(run(source)).isEqualTo(new ProgramRun(0, printed, ""));
            examples++;
        }
        assertThat(examples).isEqualTo(2);
    }

    private ProgramRun run(Matcher source) throws Exception {
        return ProgramRun.run(
                scratch,
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        scratch + File.pathSeparator + System.getProperty("java.class.path"),
                        mainClass(source.group("name"), source.group("text"))));
    }

    private void compile(String name, String text) throws Exception {
        Path file = Files.writeString(scratch.resolve(name), text);
        String libraries = System.getProperty("java.class.path");
        JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
        int exitCode = javac.run(
                null,
                null,
                null,
                "--release",
                "17",
                "-Xlint:all",
                "-Werror",
                "-cp",
                libraries,
                "-processorpath",
                libraries,
                "-d",
                scratch.toString(),
                file.toString());
        assertThat(exitCode).as("exit code of javac").isZero();
    }

    private static String mainClass(String name, String text) {
        String simpleName = name.substring(0, name.length() - ".java".length());
        Matcher declared = Pattern.compile("(?m)^package ([\\w.]+);").matcher(text);
        return declared.find() ? declared.group(1) + "." + simpleName : simpleName;
    }

    private static Matcher find(Pattern block, String readme, int from) {
        Matcher found = block.matcher(readme);
        assertThat(found.find(from)).as("README.md has a block %s", block).isTrue();
        return found;
    }

    private static Pattern block(String comment, String language) {
        return Pattern.compile(comment + "\\s*\n```" + language + "\n(?<text>.*?)```\n", Pattern.DOTALL);
    }
}
