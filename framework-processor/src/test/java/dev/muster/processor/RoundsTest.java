package dev.muster.processor;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.Compiler;
import com.google.testing.compile.JavaFileObjects;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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

    private static final JavaFileObject LIMITED = JavaFileObjects.forSourceString("rounds.Limited", """
            package rounds;

            import dev.muster.Permits;

            @SuppressWarnings("unused")
            class Limited {
                @Permits(3)
                void other() {}

                @Permits(
                        of = "database",
                        value = 4)
                void write() {}
            }
            """);

    private static final JavaFileObject AWAITING = JavaFileObjects.forSourceString("rounds.Awaiting", """
            package rounds;

            import dev.muster.AwaitEvent;

            @SuppressWarnings("unused")
            class Awaiting {
                @AwaitEvent("loaded")
                void use() {}
            }
            """);

    private static final String LOADER = """
            package rounds;

            class Loader {
                @dev.muster.FireEvent("loaded")
                void load() {}
            }
            """;

    @Test
    void waitsForATypeThatAnotherProcessorGenerates() {
        Compilation compilation = Compiling.with(
                "-Xlint:all",
                List.of(new MusterProcessor(), new Late("Generated", "package rounds; record Generated(int value) {}")),
                List.of(USER));

        assertThat(Compiling.complaints(compilation)).isEmpty();
        assertThat(compilation.generatedSourceFiles())
                .anyMatch(file -> file.getName().endsWith("rounds/UserDispatcher.java"));
    }

    @Test
    void saysThatADispatcherCannotBeNeededForItself() {
        JavaFileObject user = JavaFileObjects.forSourceString("rounds.Fib", """
                package rounds;

                class Fib {
                    @dev.muster.Parallel
                    long fib(int n, FibDispatcher self) {
                        return n < 2 ? n : self.fib(n - 1, self).join() + fib(n - 2, self);
                    }

                    @dev.muster.Parallel
                    int twice(int n) {
                        return 2 * n;
                    }
                }
                """);

        assertThat(errors(Compiling.strictly(user)))
                .anyMatch(error -> error.contains("Fib.java:5: error: [MUSTER-109] Fib mentions FibDispatcher"));
    }

    @Test
    void saysThatDispatchersCannotNeedEachOther() {
        JavaFileObject there = JavaFileObjects.forSourceString("rounds.There", """
                package rounds;

                import java.util.List;

                class There {
                    @dev.muster.Parallel
                    void go(List<BackDispatcher> back) {}
                }
                """);
        JavaFileObject back = JavaFileObjects.forSourceString("rounds.Back", """
                package rounds;

                class Back {
                    @dev.muster.Guarded("a")
                    There_AgainDispatcher.GoCall go() { return null; }
                }
                """);
        JavaFileObject again = JavaFileObjects.forSourceString("rounds.There", """
                package rounds;

                class There {
                    static class Again {
                        @dev.muster.Parallel
                        void go(int x, BackDispatcher y) {}
                    }
                }
                """);

        assertThat(errors(Compiling.strictly(again, back)))
                .anyMatch(error ->
                        error.contains("There.java:6: error: [MUSTER-109] There.Again mentions BackDispatcher, which"
                                + " cannot be written before Back, which in turn"))
                .anyMatch(error ->
                        error.contains("Back.java:5: error: [MUSTER-109] Back mentions There_AgainDispatcher.GoCall"));
        assertThat(errors(Compiling.strictly(there, back))).noneMatch(error -> error.contains("MUSTER"));
    }

    private static List<String> errors(Compilation compilation) {
        return compilation.errors().stream().map(Object::toString).toList();
    }

    @Test
    void waitsForWhatATypeInherits() {
        JavaFileObject user = JavaFileObjects.forSourceString("rounds.User", """
                package rounds;

                import dev.muster.*;

                @SuppressWarnings("unused")
                class User extends Generated {
                    static class Parcel extends Generated {
                        private static final long serialVersionUID = 1;
                    }

                    static class Box implements java.io.Serializable {
                        private static final long serialVersionUID = 1;
                        Generated content;
                    }

                    private static final long serialVersionUID = 1;

                    User(String needed) {}

                    @Parallel(on = Workers.PROCESSES)
                    Box pack(Parcel parcel) {
                        return new Box();
                    }

                    @Guarded("parcel")
                    @AwaitCondition("isReady")
                    void open(@Key Parcel parcel) {}
                }
                """);
        Late late = new Late("Generated", """
                package rounds;

                class Generated implements java.io.Serializable {
                    private static final long serialVersionUID = 1;

                    boolean isReady() {
                        return true;
                    }

                    @Override
                    public boolean equals(Object other) {
                        return other instanceof Generated;
                    }

                    @Override
                    public int hashCode() {
                        return 1;
                    }
                }
                """);

        Compilation compilation = Compiling.with("-Xlint:all", List.of(new MusterProcessor(), late), List.of(user));

        assertThat(Compiling.complaints(compilation)).isEmpty();
        assertThat(compilation.generatedSourceFiles())
                .filteredOn(file -> file.getName().endsWith("rounds/UserDispatcher.java"))
                .singleElement()
                .satisfies(file -> assertThat(Compiling.text(file)).contains("Generated.class"));
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

    @Test
    void comparesTypesOfDifferentRounds() {
        Late late = new Late("Earlier", """
                package rounds;

                class Earlier {
                    @dev.muster.Permits(value = 3, of = "database")
                    void read() {}
                }
                """);

        Compilation compilation = Compiling.with("-Xlint:all", List.of(new MusterProcessor(), late), List.of(LIMITED));

        assertThat(compilation.errors()).singleElement().satisfies(error -> {
            assertThat(error.getLineNumber()).isEqualTo(12);
            assertThat(error.getMessage(Locale.ROOT))
                    .startsWith("[MUSTER-410]")
                    .contains("4 in Limited.write() but 3 in Earlier.read()");
        });
    }

    @Test
    void knowsThatAMethodOfALaterRoundSetsAnEvent() {
        Late late = new Late("Loader", LOADER);

        Compilation compilation = Compiling.with("-Xlint:all", List.of(new MusterProcessor(), late), List.of(AWAITING));

        assertThat(Compiling.complaints(compilation)).isEmpty();
    }

    @Test
    void knowsThatAClassThatWasCompiledBeforeSetsAnEvent(@TempDir Path before) {
        JavaFileObject loader = JavaFileObjects.forSourceString("rounds.Loader", LOADER);
        List<String> options = List.of("-proc:none", "-d", before.toString());
        JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
        assertThat(javac.getTask(null, null, null, options, null, List.of(loader))
                        .call())
                .isTrue();
        List<File> classPath = new ArrayList<>(Compiling.apiOnly());
        classPath.add(before.toFile());

        Compilation compilation = Compiler.javac()
                .withProcessors(new MusterProcessor(), new UsualAnnotations())
                .withClasspath(classPath)
                .withOptions("-Xlint:all", "-Werror")
                .compile(AWAITING);

        assertThat(Compiling.complaints(compilation)).isEmpty();
    }

    @Test
    void leavesALikelyMistakeAsideWhereSomethingElseIsWrong() {
        JavaFileObject broken = JavaFileObjects.forSourceString("rounds.Broken", """
                package rounds;

                class Broken {
                    @dev.muster.FireEvent("loaded")
                    private void load() {}
                }
                """);

        Compilation compilation = Compiling.strictly(broken, AWAITING);

        assertThat(Compiling.complaints(compilation)).singleElement().asString().contains("[MUSTER-101]");
    }

    /** Generates a source in the first round, after Muster has had its turn. */
    private static final class Late extends AbstractProcessor {
        private final String name;
        private final String source;
        private boolean done;

        Late(String name, String source) {
            this.name = name;
            this.source = source;
        }

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
            try (Writer file =
                    processingEnv.getFiler().createSourceFile("rounds." + name).openWriter()) {
                file.write(source);
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }
    }
}
