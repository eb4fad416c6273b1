package dev.muster.processor;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import javax.tools.JavaFileObject;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A few dispatchers, to the letter, for people to read and review.
 *
 * <p>{@code -Dtest.golden=write} writes them anew; look at the difference before you commit it.
 */
class GoldenTest {
    private static final boolean WRITE = "write".equals(System.getProperty("test.golden"));

    static Stream<Path> goldenCases() {
        return Compiling.cases("golden").filter(file -> file.toString().endsWith(".java"));
    }

    @ParameterizedTest
    @MethodSource("goldenCases")
    void writesWhatWasReviewed(Path source) throws IOException {
        Compilation compilation = Compiling.strictly(Compiling.file(source));

        assertThat(Compiling.complaints(compilation)).isEmpty();
        for (JavaFileObject generated : compilation.generatedSourceFiles()) {
            String name = Path.of(generated.getName()).getFileName() + ".txt";
            Path golden = source.resolveSibling(name);
            if (WRITE) {
                Files.writeString(golden, Compiling.text(generated));
            }
            assertThat(Compiling.text(generated)).isEqualTo(Compiling.text(golden));
        }
    }
}
