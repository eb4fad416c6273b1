package dev.muster.processor;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every shape of a method or target that the specification names compiles without a warning. */
class ShapesTest {
    static Stream<Path> shapes() {
        return Compiling.cases("shapes");
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void compilesWithoutAWarning(Path shape) {
        List<Path> sources = Compiling.sources(shape);

        Compilation compilation =
                Compiling.with(lint(sources), List.of(new MusterProcessor()), Compiling.files(sources));

        assertThat(Compiling.complaints(compilation)).isEmpty();
        assertThat(compilation.generatedSourceFiles()).isNotEmpty();
    }

    /** A source whose own annotations nobody claims says so in its first line. */
    private static String lint(List<Path> sources) {
        boolean unclaimed = Compiling.text(sources.get(0)).startsWith("// -Xlint:-processing");
        return unclaimed ? "-Xlint:all,-processing" : "-Xlint:all";
    }
}
