package dev.muster.processor;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.Compiler;
import com.google.testing.compile.JavaFileObjects;
import dev.muster.Parallel;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.annotation.processing.Processor;
import javax.tools.Diagnostic;
import javax.tools.JavaFileObject;
import org.jspecify.annotations.NullMarked;

/** Compiles sources as a strict user does: all lints, warnings are errors, nothing but Muster's API on the class path. */
final class Compiling {
    static final Path RESOURCES = Path.of("src", "test", "resources");

    private Compiling() {}

    static Compilation strictly(JavaFileObject... sources) {
        return with("-Xlint:all", List.of(new MusterProcessor()), List.of(sources));
    }

    static Compilation with(String lint, List<Processor> processors, List<JavaFileObject> sources) {
        return Compiler.javac()
                .withProcessors(complete(processors))
                .withClasspath(apiOnly())
                .withOptions(lint, "-Werror")
                .compile(sources);
    }

    /** With the one that claims annotations for Muster's, right after that. */
    static List<Processor> complete(List<Processor> processors) {
        List<Processor> all = new ArrayList<>();
        for (Processor processor : processors) {
            all.add(processor);
            if (processor instanceof MusterProcessor) {
                all.add(new UsualAnnotations());
            }
        }
        return all;
    }

    /** The Java files of a folder, or one file. */
    static List<Path> sources(Path place) {
        try (Stream<Path> files = Files.walk(place)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .sorted()
                    .toList();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** The entries of a folder of cases. */
    static Stream<Path> cases(String folder) {
        try (Stream<Path> entries = Files.list(RESOURCES.resolve(folder))) {
            return entries.sorted().toList().stream();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    static JavaFileObject file(Path path) {
        try {
            return JavaFileObjects.forResource(path.toUri().toURL());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    static List<JavaFileObject> files(List<Path> paths) {
        return paths.stream().map(Compiling::file).toList();
    }

    static String text(Path path) {
        try {
            return Files.readString(path);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    static String text(JavaFileObject file) {
        try (var in = file.openInputStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** What the compiler complained of, for assertion messages and assertions. */
    static List<String> complaints(Compilation compilation) {
        return compilation.diagnostics().stream()
                .filter(diagnostic -> diagnostic.getKind() != Diagnostic.Kind.NOTE)
                .map(Object::toString)
                .toList();
    }

    static List<File> apiOnly() {
        return libraries(Parallel.class, NullMarked.class);
    }

    /** What these classes come from. */
    static List<File> libraries(Class<?>... classes) {
        return Stream.of(classes).map(Compiling::location).toList();
    }

    private static File location(Class<?> type) {
        try {
            return new File(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
