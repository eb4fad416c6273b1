package dev.muster.processor;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
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
 * Measures what the processor costs: a compilation of many annotated classes with it, against one of the same classes and the
 * generated ones as plain sources. No test; run it on the tests' class path: {@code Cost [rounds] [classes...]}.
 *
 * <p>A third compilation has a processor that writes the same files from memory: what any processor costs, since javac reads and
 * enters everything anew when there are more sources.
 *
 * <p>All run in turn in one warm compiler, as in a build's daemon; the figures are medians, and the ratio is the median of the
 * pairs' ratios.
 */
final class Cost {
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

    private Cost(Path folder, int classes) throws IOException {
        this.folder = folder;
        Path sources = Files.createDirectories(folder.resolve("cost"));
        for (int i = 0; i < classes; i++) {
            annotated.add(Files.writeString(
                    sources.resolve("Type" + i + ".java"), SOURCE.replace("%1$d", String.valueOf(i))));
        }
        compile(annotated, new MusterProcessor());
        plain.addAll(annotated);
        for (Path generated : Compiling.sources(folder.resolve("out"))) {
            String name = generated.getFileName().toString();
            texts.put("cost." + name.replace(".java", ""), Files.readString(generated));
            plain.add(Files.copy(generated, sources.resolve(name)));
        }
    }

    /** Measures. */
    public static void main(String[] arguments) throws IOException {
        int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 9;
        int[] sizes = arguments.length > 1
                ? Arrays.stream(arguments).skip(1).mapToInt(Integer::parseInt).toArray()
                : new int[] {10, 100, 1000};
        System.out.println(
                "| classes | with the processor, ms | as plain sources, ms | ratio | ratio of files from memory | ms a class |");
        System.out.println("|---|---|---|---|---|---|");
        for (int size : sizes) {
            Path folder = Files.createTempDirectory("muster-cost");
            try {
                new Cost(folder, size).measure(rounds, size);
            } finally {
                delete(folder);
            }
        }
    }

    private void measure(int rounds, int size) throws IOException {
        for (int i = 0; i < Math.max(1, 400 / size); i++) { // warms up
            compile(annotated, new MusterProcessor());
            compile(annotated, new FromMemory(texts));
            compile(plain);
        }
        double[] with = new double[rounds];
        double[] without = new double[rounds];
        double[] ratios = new double[rounds];
        double[] fromMemory = new double[rounds];
        for (int i = 0; i < rounds; i++) {
            with[i] = compile(annotated, new MusterProcessor());
            without[i] = compile(plain);
            ratios[i] = with[i] / without[i];
            fromMemory[i] = compile(annotated, new FromMemory(texts)) / without[i];
        }
        System.out.printf(
                Locale.ROOT,
                "| %d | %.0f | %.0f | %.2f | %.2f | %.2f |%n",
                size,
                median(with),
                median(without),
                median(ratios),
                median(fromMemory),
                median(with) / size);
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

    private static double median(double[] values) {
        Arrays.sort(values);
        return values[values.length / 2];
    }

    /** Compiles and gives the milliseconds that it took. */
    private double compile(List<Path> sources, Processor... processors) throws IOException {
        Path output = folder.resolve("out");
        delete(output);
        Files.createDirectories(output);
        String classPath =
                Compiling.apiOnly().stream().map(File::getPath).collect(Collectors.joining(File.pathSeparator));
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
        return (System.nanoTime() - start) / 1e6;
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
