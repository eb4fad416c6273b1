package dev.muster.processor;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.Compiler;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.Filer;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Gradle is told about the processor is true. */
class IncrementalTest {
    private static final String GRADLE = "org.gradle.annotation.processing.";

    @Test
    void isDeclaredToDecideByItsOptions() throws IOException {
        String file = "/META-INF/gradle/incremental.annotation.processors";
        try (InputStream declared = MusterProcessor.class.getResourceAsStream(file)) {
            assertThat(new String(declared.readAllBytes(), StandardCharsets.UTF_8).strip())
                    .isEqualTo(MusterProcessor.class.getName() + ",dynamic\n" + UsualAnnotations.class.getName()
                            + ",isolating");
        }
    }

    @Test
    void everyDispatcherHasOneOrigin() {
        Watched watched = compile();

        assertThat(watched.options).contains(GRADLE + "isolating").doesNotContain(GRADLE + "aggregating");
        assertThat(watched.origins)
                .containsOnly(
                        Map.entry("demo.BankDispatcher", List.of("demo.Bank")),
                        Map.entry("demo.BufferDispatcher", List.of("demo.Buffer")));
    }

    @Test
    void theMapHasThemAll() {
        Watched watched = compile("-Amuster.map=true");

        assertThat(watched.options).contains(GRADLE + "aggregating").doesNotContain(GRADLE + "isolating");
        assertThat(watched.origins)
                .containsEntry("demo.BankDispatcher", List.of("demo.Bank"))
                .containsEntry("META-INF/muster/map.txt", List.of("demo.Bank", "demo.Buffer"));
    }

    @DisplayName(
            "an event that a class of another package sets, which was compiled before and is not now, has one who sets it")
    @ParameterizedTest
    @CsvSource({"true, loaded, ''", "true, laoded, MUSTER-433", "false, loaded, ''", "false, laoded, ''"})
    void looksAtTheRestOfTheModule(boolean onClassPath, String awaited, String said, @TempDir Path folder)
            throws IOException {
        String setting = "package setting; class Loads { @dev.muster.FireEvent(\"loaded\") void load() {} }";
        String awaiting =
                "package awaiting; class Uses { @dev.muster.AwaitEvent(\"%s\") void use() {} }".formatted(awaited);

        assertThat(build(folder, onClassPath, "Loads", setting)).isEmpty();

        assertThat(build(folder, onClassPath, "Uses", awaiting)).isEqualTo(said.isEmpty() ? List.of() : List.of(said));
    }

    /** Compiles one more class of a module into its folder; what is wrong with it. */
    private static List<String> build(Path folder, boolean onClassPath, String name, String source) throws IOException {
        Path file = Files.writeString(folder.resolve(name + ".java"), source);
        Path classes = Files.createDirectories(folder.resolve("classes"));
        List<File> classPath = new ArrayList<>(Compiling.apiOnly());
        if (onClassPath) {
            classPath.add(classes.toFile());
        }
        DiagnosticCollector<JavaFileObject> said = new DiagnosticCollector<>();
        JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = javac.getStandardFileManager(null, null, null)) {
            files.setLocation(StandardLocation.CLASS_PATH, classPath);
            files.setLocation(StandardLocation.CLASS_OUTPUT, List.of(classes.toFile()));
            JavaCompiler.CompilationTask task =
                    javac.getTask(null, files, said, null, null, files.getJavaFileObjectsFromPaths(List.of(file)));
            task.setProcessors(Compiling.complete(List.of(new MusterProcessor())));
            task.call();
        }
        return said.getDiagnostics().stream()
                .map(complaint -> complaint.getMessage(Locale.ROOT))
                .map(text -> text.replaceFirst("(?s)^\\[(MUSTER-\\d+)].*", "$1"))
                .toList();
    }

    private static Watched compile(Object... options) {
        Watched watched = new Watched();
        Compilation compilation = Compiler.javac()
                .withProcessors(watched)
                .withOptions(options)
                .withClasspath(Compiling.apiOnly())
                .compile(
                        Compiling.file(Compiling.RESOURCES.resolve("golden").resolve("Bank.java")),
                        Compiling.file(Compiling.RESOURCES.resolve("golden").resolve("Buffer.java")));
        assertThat(compilation.errors()).isEmpty();
        return watched;
    }

    /** Muster's processor, with a Filer that notes down what is made of what. */
    private static final class Watched extends AbstractProcessor {
        private final MusterProcessor watched = new MusterProcessor();
        private final Map<String, List<String>> origins = new TreeMap<>();
        private Set<String> options = Set.of();

        @Override
        public synchronized void init(ProcessingEnvironment environment) {
            Filer filer = instead(Filer.class, environment.getFiler(), this::note);
            watched.init(instead(ProcessingEnvironment.class, environment, (method, arguments) -> {}, filer));
            options = watched.getSupportedOptions();
        }

        private void note(String method, Object[] arguments) {
            Element[] from = (Element[]) arguments[arguments.length - 1];
            origins.put(
                    arguments[method.equals("createResource") ? 2 : 0].toString(),
                    Arrays.stream(from).map(Object::toString).toList());
        }

        @Override
        public Set<String> getSupportedAnnotationTypes() {
            return watched.getSupportedAnnotationTypes();
        }

        @Override
        public Set<String> getSupportedOptions() {
            return options;
        }

        @Override
        public SourceVersion getSupportedSourceVersion() {
            return watched.getSupportedSourceVersion();
        }

        @Override
        public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
            watched.process(annotations, round);
            return false;
        }
    }

    private interface Note {
        void of(String method, Object[] arguments);
    }

    /** The same object, but that calls are noted and that it gives one of these instead where the type fits. */
    private static <T> T instead(Class<T> type, T real, Note note, Object... others) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    if (arguments != null) {
                        note.of(method.getName(), arguments);
                    }
                    for (Object other : others) {
                        if (method.getReturnType().isInstance(other)) {
                            return other;
                        }
                    }
                    try {
                        return method.invoke(real, arguments);
                    } catch (InvocationTargetException failed) {
                        throw failed.getCause();
                    }
                }));
    }
}
