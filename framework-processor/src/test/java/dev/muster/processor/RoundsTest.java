package dev.muster.processor;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.JavaFileObjects;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.Test;

/** Types that other processors generate in the same round are waited for; types that nobody generates are javac's to report. */
class RoundsTest {
    private static final JavaFileObject USER = JavaFileObjects.forSourceString("rounds.User", """
                    package rounds;

                    import dev.muster.Parallel;
                    import dev.muster.Workers;
                    import java.util.List;

                    @SuppressWarnings("unused")
                    class User {
                        record Parcel(Generated content) {}

                        @Parallel(on = Workers.PROCESSES)
                        int count(List<Parcel> parcels) {
                            return parcels.size();
                        }
                    }
                    """);

    @Test
    void waitsForATypeThatAnotherProcessorGenerates() {
        Compilation compilation =
                Compiling.with("-Xlint:all", List.of(new MusterProcessor(), new Late()), List.of(USER));

        assertThat(Compiling.complaints(compilation)).isEmpty();
        assertThat(compilation.generatedSourceFiles())
                .anyMatch(file -> file.getName().endsWith("rounds/UserDispatcher.java"));
    }

    @Test
    void leavesAMissingTypeToTheCompiler() {
        Compilation compilation = Compiling.strictly(USER);

        assertThat(compilation.errors()).singleElement().satisfies(error -> {
            assertThat(error.getLineNumber()).isEqualTo(9);
            assertThat(error.getMessage(Locale.ROOT)).contains("Generated").doesNotContain("MUSTER");
        });
    }

    @Test
    void leavesAMisspeltConstantToTheCompiler() {
        Compilation compilation = Compiling.strictly(JavaFileObjects.forSourceString("rounds.Misspelt", """
                    package rounds;
                    class Misspelt {
                        @dev.muster.Parallel(on = dev.muster.Workers.PROCESS)
                        void run() {}
                    }
                    """));

        assertThat(compilation.errors())
                .singleElement()
                .satisfies(error -> assertThat(error.getLineNumber()).isEqualTo(3));
    }

    /** Generates {@code rounds.Generated} in the first round, after Muster has had its turn. */
    private static final class Late extends AbstractProcessor {
        private boolean done;

        @Override
        public Set<String> getSupportedAnnotationTypes() {
            return Set.of(SuppressWarnings.class.getName());
        }

        @Override
        public SourceVersion getSupportedSourceVersion() {
            return SourceVersion.latestSupported();
        }

        @Override
        public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
            if (!done) {
                done = true;
                write();
            }
            return false;
        }

        private void write() {
            try (Writer file = processingEnv
                    .getFiler()
                    .createSourceFile("rounds.Generated")
                    .openWriter()) {
                file.write("package rounds; record Generated(int value) {}");
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }
    }
}
