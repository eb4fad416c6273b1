package dev.muster.processor;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.auto.value.AutoValue;
import com.google.auto.value.processor.AutoValueProcessor;
import com.google.testing.compile.Compilation;
import com.google.testing.compile.Compiler;
import dev.muster.Parallel;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import javax.annotation.processing.Processor;
import javax.tools.Diagnostic;
import org.immutables.processor.ProxyProcessor;
import org.immutables.value.Value;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Signatures, records and keys may have types that AutoValue and Immutables generate in the same compilation. */
class BesideOthersTest {
    private static final Path TRADES = Compiling.RESOURCES.resolve("beside").resolve("Trades.java");

    private static List<File> libraries() {
        return Compiling.libraries(Parallel.class, AutoValue.class, Value.class);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void javacCompilesWhoeverComesFirst(boolean musterFirst) {
        Compilation compilation = Compiler.javac()
                .withProcessors(Compiling.complete(processors(musterFirst)))
                .withClasspath(libraries())
                .compile(Compiling.file(TRADES));

        assertThat(Compiling.complaints(compilation)).isEmpty();
        assertThat(compilation.generatedSourceFiles())
                .anyMatch(file -> file.getName().endsWith("beside/TradesDispatcher.java"));
    }

    @Test
    void theEclipseCompilerToo(@TempDir Path output) {
        assertThat(new Eclipse(output, libraries()).compile(List.of(TRADES), processors(true)))
                .noneMatch(finding -> finding.getKind() == Diagnostic.Kind.ERROR);
        assertThat(output.resolve("beside").resolve("TradesDispatcher.java")).exists();
    }

    private static List<Processor> processors(boolean musterFirst) {
        List<Processor> others = List.of(new AutoValueProcessor(), new ProxyProcessor());
        return musterFirst
                ? List.of(new MusterProcessor(), others.get(0), others.get(1))
                : List.of(others.get(0), others.get(1), new MusterProcessor());
    }
}
