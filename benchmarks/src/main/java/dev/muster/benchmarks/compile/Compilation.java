package dev.muster.benchmarks.compile;

import dev.muster.benchmarks.Figures;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeMap;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.Processor;
import javax.annotation.processing.RoundEnvironment;
import javax.annotation.processing.SupportedAnnotationTypes;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.ToolProvider;

/**
 * C1: what the processor costs: a compilation of many annotated classes with it, against one of the same classes and the
 * generated ones as plain sources: {@code Compilation classes rounds}.
 *
 * <p>A third compilation has a processor that writes the same files from memory: what any processor costs, since javac reads and
 * enters everything anew when there are more sources. All run in turn in one warm compiler, as in a build's daemon, with sources
 * and classes in memory, since a disk would hide what differs; the figures are medians.
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
    private final List<MemoryFile> annotated = new ArrayList<>();
    private final List<MemoryFile> plain = new ArrayList<>();
    private final Map<String, String> texts = new TreeMap<>();

    private Compilation(int classes) throws IOException {
        for (int i = 0; i < classes; i++) {
            annotated.add(MemoryFile.source("cost.Type" + i, SOURCE.replace("%1$d", String.valueOf(i))));
        }
        plain.addAll(annotated);
        try (MemoryFiles files = new MemoryFiles(javac)) {
            compile(annotated, files, musters());
            for (MemoryFile generated : files.written(JavaFileObject.Kind.SOURCE)) {
                texts.put(generated.className(), generated.text());
                plain.add(MemoryFile.source(generated.className(), generated.text()));
            }
        }
    }

    /** Measures. */
    public static void main(String[] arguments) throws IOException {
        int classes = Integer.parseInt(arguments[0]);
        new Compilation(classes).measure(Integer.parseInt(arguments[1]), classes);
    }

    private void measure(int rounds, int classes) throws IOException {
        double[] with = new double[rounds];
        double[] without = new double[rounds];
        double[] fromMemory = new double[rounds];
        for (int i = -warmUps(rounds, classes); i < rounds; i++) {
            int at = Math.max(0, i);
            with[at] = compile(annotated, musters());
            without[at] = compile(plain, List.of());
            fromMemory[at] = compile(annotated, List.of(new FromMemory(texts)));
        }
        Figures.print("with", Figures.median(with));
        Figures.print("plain", Figures.median(without));
        Figures.print("fromMemory", Figures.median(fromMemory));
        Figures.print("nanos", Figures.median(with));
    }

    private static int warmUps(int rounds, int classes) {
        return rounds == 1 ? 1 : Math.max(1, Math.min(MOST_WARM_UPS, WARM_UP / classes));
    }

    private static List<Processor> musters() {
        return ServiceLoader.load(Processor.class).stream()
                .filter(processor -> processor.type().getName().startsWith("dev.muster."))
                .map(ServiceLoader.Provider::get)
                .toList();
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
    private double compile(List<MemoryFile> sources, List<Processor> processors) throws IOException {
        long start = System.nanoTime();
        try (MemoryFiles files = new MemoryFiles(javac)) {
            compile(sources, files, processors);
        }
        return System.nanoTime() - start;
    }

    private void compile(List<MemoryFile> sources, MemoryFiles files, List<Processor> processors) {
        List<String> options = new ArrayList<>(List.of("-cp", System.getProperty("java.class.path")));
        if (processors.isEmpty()) {
            options.add("-proc:none");
        }
        JavaCompiler.CompilationTask task = javac.getTask(null, files, null, options, null, sources);
        if (!processors.isEmpty()) {
            task.setProcessors(processors);
        }
        if (!task.call()) {
            throw new IllegalStateException("does not compile");
        }
    }
}
