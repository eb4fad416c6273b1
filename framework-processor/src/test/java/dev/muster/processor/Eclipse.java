package dev.muster.processor;

import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.annotation.processing.Processor;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import org.eclipse.jdt.internal.compiler.tool.EclipseCompiler;

/** Compiles sources with the Eclipse compiler, with nothing but Muster's API on the class path. */
final class Eclipse {
    private final Path output;
    private final List<File> classPath;

    /** Compiles into a folder. */
    Eclipse(Path output) {
        this(output, Compiling.apiOnly());
    }

    Eclipse(Path output, List<File> classPath) {
        this.output = output;
        this.classPath = classPath;
    }

    /** Compiles with Muster's processor. */
    List<Diagnostic<? extends JavaFileObject>> compile(List<Path> sources) {
        return compile(sources, List.of(new MusterProcessor()));
    }

    /** Compiles and gives what the compiler said. */
    List<Diagnostic<? extends JavaFileObject>> compile(
            List<Path> sources, List<Processor> processors, String... options) {
        DiagnosticCollector<JavaFileObject> said = new DiagnosticCollector<>();
        JavaCompiler ecj = new EclipseCompiler();
        try (StandardJavaFileManager files = ecj.getStandardFileManager(said, Locale.ROOT, null)) {
            files.setLocation(StandardLocation.CLASS_PATH, classPath);
            files.setLocation(StandardLocation.CLASS_OUTPUT, List.of(output.toFile()));
            files.setLocation(StandardLocation.SOURCE_OUTPUT, List.of(output.toFile()));
            JavaCompiler.CompilationTask task = ecj.getTask(
                    new StringWriter(),
                    files,
                    said,
                    Stream.concat(Stream.of("--release", "17"), Stream.of(options))
                            .toList(),
                    null,
                    files.getJavaFileObjectsFromPaths(sources));
            task.setProcessors(processors);
            task.call();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return said.getDiagnostics();
    }
}
