package dev.muster.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A library with dispatchers in a jar, and users that are compiled against it; generating without compiling. */
class SeparateTest {
    private static final String LIBRARY = """
            package library;

            import dev.muster.*;

            /** Counts. */
            public class Counter {
                /** Makes one. */
                public Counter() {}

                /** Counts. */
                @Parallel
                @Guarded("counter")
                @Permits(value = 3, of = "hands")
                @FireEvent("counted")
                public int count(int x) {
                    return x + 1;
                }
            }
            """;

    private static final String USER = """
            package user;

            import dev.muster.*;
            import library.*;

            /** A counter with a method of its own; that of the library is in the library's dispatcher. */
            public class User extends Counter {
                /** Makes one. */
                public User() {}

                /** Doubles. */
                @Parallel
                @Guarded("counter")
                public int twice(int x) {
                    Task<Integer> task = new CounterDispatcher(this).count(x);
                    return 2 * task.join();
                }

                static int user() {
                    return new UserDispatcher(new User()).twice(3).join();
                }
            }
            """;

    @TempDir
    private Path folder;

    @Test
    void aUserIsCompiledAgainstTheJarOfALibrary() throws IOException {
        Path classes = compile("library", Compiling.apiOnly(), "Counter", LIBRARY, "");
        List<File> classPath = new ArrayList<>(Compiling.apiOnly());
        classPath.add(jar(classes).toFile());

        Path user = compile("user", classPath, "User", USER, "");

        assertThat(files(user)).contains("User.class", "UserDispatcher.class", "UserDispatcher.java");
        assertThat(files(user)).doesNotContain("CounterDispatcher.java");
    }

    @Test
    void aUserOnTheModulePathToo() throws IOException {
        String exports = "/** Library. */ module library { requires transitive dev.muster.api; exports library; }";
        Path classes = compile("library", Compiling.apiOnly(), "Counter", LIBRARY, exports);
        List<File> modulePath = new ArrayList<>(Compiling.apiOnly());
        modulePath.add(jar(classes).toFile());

        Path user =
                compile("user", modulePath, "User", USER, "/** User. */ module user { requires transitive library; }");

        assertThat(files(user)).contains("module-info.class", "UserDispatcher.class");
    }

    @Test
    void dispatchersAreGeneratedWithoutCompiling() throws IOException {
        Path generated = compile("library", Compiling.apiOnly(), "Counter", LIBRARY, "", "-proc:only");

        assertThat(files(generated)).containsExactly("CounterDispatcher.java");
    }

    /** Compiles a class, and a module where there is one, into a folder, with all lints and without a word from javac. */
    private Path compile(String name, List<File> path, String type, String source, String module, String... more)
            throws IOException {
        Path sources = Files.createDirectories(folder.resolve(name + "-sources").resolve(name));
        Path output = Files.createDirectories(folder.resolve(name + "-classes"));
        List<Path> units = new ArrayList<>(List.of(Files.writeString(sources.resolve(type + ".java"), source)));
        if (!module.isEmpty()) {
            units.add(Files.writeString(sources.resolveSibling("module-info.java"), module));
        }
        List<String> options = new ArrayList<>(List.of(
                "-Xlint:all",
                "-Werror",
                module.isEmpty() ? "--class-path" : "--module-path",
                path.stream().map(File::getPath).collect(Collectors.joining(File.pathSeparator)),
                "--processor-path",
                System.getProperty("java.class.path"),
                "-processor",
                MusterProcessor.class.getName() + "," + UsualAnnotations.class.getName(),
                "-d",
                output.toString()));
        options.addAll(List.of(more));
        StringWriter said = new StringWriter();
        JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
        var files = javac.getStandardFileManager(null, null, null).getJavaFileObjectsFromPaths(units);
        javac.getTask(said, null, null, options, null, files).call();
        assertThat(said.toString()).isEmpty();
        return output;
    }

    private static List<String> files(Path place) throws IOException {
        try (Stream<Path> files = Files.walk(place)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> file.getFileName().toString())
                    .sorted()
                    .toList();
        }
    }

    private Path jar(Path classes) throws IOException {
        Path jar = folder.resolve("library.jar");
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream entries = new JarOutputStream(out);
                Stream<Path> files = Files.walk(classes)) {
            files.filter(file -> file.toString().endsWith(".class"))
                    .forEach(file -> add(classes.relativize(file), file, entries));
        }
        return jar;
    }

    private static void add(Path name, Path file, JarOutputStream jar) {
        try {
            jar.putNextEntry(new JarEntry(name.toString().replace(File.separatorChar, '/')));
            Files.copy(file, jar);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
