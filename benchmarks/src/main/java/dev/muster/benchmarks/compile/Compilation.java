package dev.muster.benchmarks.compile;

import dev.muster.benchmarks.Figures;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.Processor;
import javax.annotation.processing.RoundEnvironment;
import javax.annotation.processing.SupportedAnnotationTypes;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * C1: what the processor costs: a compilation of many annotated classes with it, against one of the same classes and the
 * generated ones as plain sources: {@code Compilation classes rounds}.
 *
 * <p>A third compilation has a processor that writes the same files from memory: what any processor costs, since javac reads and
 * enters everything anew when there are more sources. All run in turn in one warm compiler, as in a build's daemon; the figures
 * are medians.
 */
public final class Compilation {
    /** So many classes are compiled in each way to warm up, in so many compilations at most. */
    private static final int WARM_UP = 1_000;

    private static final int MOST_WARM_UPS = 20;

    private static final String SOURCE = """
            package cost;

            import dev.muster.*;
            import java.util.List;

            public class Type%1$d {
                public record Item(String name, long cents, List<String> tags) {}

                private long sum;

                @Parallel
                public int square(int x) {
                    return x * x;
                }

                @Parallel(workers = 4)
                @Guarded("account%1$d")
                @Permits(value = 10, of = "database", take = 2)
                public long transfer(@Key("account%1$d") String from, @Key("account%1$d") String to, long cents) {
                    sum += cents;
                    return sum;
                }

                @Parallel(on = Workers.PROCESSES)
                public Item price(Item item, int count) {
                    return new Item(item.name(), item.cents() * count, item.tags());
                }

                @FireEvent("loaded%1$d")
                public void load() {}

                @AwaitEvent("loaded%1$d")
                @Timeout(waiting = "2s")
                public void use(String name) {}
            }
            """;

    private final JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
    private final Path folder;
    private final List<Path> annotated = new ArrayList<>();
    private final List<Path> plain = new ArrayList<>();
    private final Map<String, String> texts = new TreeMap<>();

    private Compilation(Path folder, int classes) throws IOException {
        this.folder = folder;
        Path sources = Files.createDirectories(folder.resolve("cost"));
        for (int i = 0; i < classes; i++) {
            annotated.add(Files.writeString(
                    sources.resolve("Type" + i + ".java"), SOURCE.replace("%1$d", String.valueOf(i))));
        }
        compile(annotated, musters());
        plain.addAll(annotated);
        for (Path generated : generated(folder.resolve("out"))) {
            String name = generated.getFileName().toString();
            texts.put("cost." + name.replace(".java", ""), Files.readString(generated));
            plain.add(Files.copy(generated, sources.resolve(name)));
        }
    }

    /** Measures. */
    public static void main(String[] arguments) throws IOException {
        Path folder = Files.createTempDirectory("muster-compilation");
        try {
            int classes = Integer.parseInt(arguments[0]);
            new Compilation(folder, classes).measure(Integer.parseInt(arguments[1]), classes);
        } finally {
            delete(folder);
        }
    }

    private void measure(int rounds, int classes) throws IOException {
        double[] with = new double[rounds];
        double[] without = new double[rounds];
        double[] fromMemory = new double[rounds];
        for (int i = -warmUps(rounds, classes); i < rounds; i++) {
            int at = Math.max(0, i);
            with[at] = compile(annotated, musters());
            without[at] = compile(plain);
            fromMemory[at] = compile(annotated, new FromMemory(texts));
        }
        Figures.print("with", Figures.median(with));
        Figures.print("plain", Figures.median(without));
        Figures.print("fromMemory", Figures.median(fromMemory));
        Figures.print("nanos", Figures.median(with));
    }

    private static int warmUps(int rounds, int classes) {
        return rounds == 1 ? 1 : Math.max(1, Math.min(MOST_WARM_UPS, WARM_UP / classes));
    }

    private static Processor musters() {
        for (Processor processor : ServiceLoader.load(Processor.class)) {
            if (processor.getClass().getName().startsWith("dev.muster.")) {
                return processor;
            }
        }
        throw new IllegalStateException("the processor is not on the class path");
    }

    /** Writes files whose text is known. */
    @SupportedAnnotationTypes("dev.muster.*")
    private static final class FromMemory extends AbstractProcessor {
        private final Map<String, String> texts;
        private boolean done;

        FromMemory(Map<String, String> texts) {
            this.texts = texts;
        }

        @Override
        public SourceVersion getSupportedSourceVersion() {
            return SourceVersion.latestSupported();
        }

        @Override
        public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
            if (!done) {
                done = true;
                texts.forEach(this::write);
            }
            return false;
        }

        private void write(String name, String text) {
            try (Writer file = processingEnv.getFiler().createSourceFile(name).openWriter()) {
                file.write(text);
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }
    }

    /** Compiles and gives the nanoseconds that it took. */
    private double compile(List<Path> sources, Processor... processors) throws IOException {
        Path output = folder.resolve("out");
        delete(output);
        Files.createDirectories(output);
        String classPath = System.getProperty("java.class.path");
        List<String> options = new ArrayList<>(List.of("-cp", classPath, "-d", output.toString()));
        if (processors.length == 0) {
            options.add("-proc:none");
        }
        long start = System.nanoTime();
        try (StandardJavaFileManager files = javac.getStandardFileManager(null, Locale.ROOT, null)) {
            JavaCompiler.CompilationTask task =
                    javac.getTask(null, files, null, options, null, files.getJavaFileObjectsFromPaths(sources));
            if (processors.length > 0) {
                task.setProcessors(List.of(processors));
            }
            if (!task.call()) {
                throw new IllegalStateException("does not compile");
            }
        }
        return System.nanoTime() - start;
    }

    private static List<Path> generated(Path output) throws IOException {
        try (Stream<Path> files = Files.walk(output)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .sorted()
                    .toList();
        }
    }

    private static void delete(Path place) throws IOException {
        if (Files.exists(place)) {
            try (Stream<Path> all = Files.walk(place)) {
                for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
