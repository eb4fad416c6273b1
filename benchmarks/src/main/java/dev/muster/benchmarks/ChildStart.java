package dev.muster.benchmarks;

import dev.muster.Muster;
import dev.muster.ProcessOptions;
import dev.muster.Workers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * P4 and P5: the time from a child's start to its first answer, and the memory of an idle one, against a bare {@code java} with the
 * same flags that prints one line. Interleaved pairs, medians. Run with a class path of JAR files: {@code java -cp benchmarks.jar
 * dev.muster.benchmarks.ChildStart [pairs]}.
 */
public final class ChildStart {
    private static final int PAIRS = 31;

    /** As children are started; the last one is the collector that they have. */
    private static final List<String> FLAGS = List.of(
            "-XX:-UsePerfData",
            "-Xss4m",
            "-XX:+ExitOnOutOfMemoryError",
            "-XX:+UnlockDiagnosticVMOptions",
            "-XX:ArchiveRelocationMode=0",
            "-XX:+UseSerialGC");

    private ChildStart() {}

    public static void main(String... arguments) throws Exception {
        int pairs = arguments.length > 0 ? Integer.parseInt(arguments[0]) : PAIRS;
        try (Muster muster = open()) {
            new TinyDispatcher(new Tiny(), muster).squareInChild(7).join(); // makes the archive when it closes
        }
        times(pairs);
        memory();
    }

    private static Muster open() {
        return Muster.builder()
                .workers(Workers.PROCESSES, 1)
                .processes(ProcessOptions.defaults().callsPerWorker(1))
                .open();
    }

    private static void times(int pairs) throws Exception {
        double[] child = new double[pairs];
        double[] bare = new double[pairs];
        try (Muster muster = open()) {
            TinyDispatcher tiny = new TinyDispatcher(new Tiny(), muster);
            for (int i = -3; i < pairs; i++) {
                double children = millis(() -> tiny.squareInChild(7).join());
                while (ProcessHandle.current().children().findAny().isPresent()) {
                    Thread.sleep(1);
                }
                double lines = millis(ChildStart::line);
                if (i >= 0) {
                    child[i] = children;
                    bare[i] = lines;
                }
            }
        }
        print("P4", "ms", child, bare);
    }

    private interface Step {
        void run() throws Exception;
    }

    private static double millis(Step step) throws Exception {
        long start = System.nanoTime();
        step.run();
        return (System.nanoTime() - start) / 1e6;
    }

    private static void line() throws IOException {
        Process process = java(false);
        if (process.getInputStream().read() < 0) {
            throw new IOException("it printed nothing");
        }
        process.onExit().join();
    }

    private static Process java(boolean stays) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(FLAGS);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Line.class.getName()));
        if (stays) {
            command.add("stay");
        }
        return new ProcessBuilder(command).start();
    }

    private static void memory() throws Exception {
        double[] child = new double[5];
        double[] bare = new double[5];
        try (Muster muster = Muster.builder().workers(Workers.PROCESSES, 1).open()) {
            for (int i = 0; i < child.length; i++) {
                Process rival = java(true);
                if (rival.getInputStream().read() < 0) {
                    throw new IOException("it printed nothing");
                }
                long pid = new TinyDispatcher(new Tiny(), muster).pidOfChild().join();
                Thread.sleep(300);
                child[i] = proportionalMiB(pid);
                bare[i] = proportionalMiB(rival.pid());
                rival.destroyForcibly().waitFor();
                ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
            }
        }
        print("P5", "MiB", child, bare);
    }

    private static double proportionalMiB(long pid) throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("/proc", Long.toString(pid), "smaps_rollup"))) {
            return lines.filter(line -> line.startsWith("Pss:"))
                            .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                            .sum()
                    / 1024.0;
        }
    }

    private static void print(String row, String unit, double[] child, double[] bare) {
        Arrays.sort(child);
        Arrays.sort(bare);
        System.out.println(String.format(
                Locale.ROOT,
                "| %s | child %.1f %s (%.1f to %.1f) | bare java %.1f %s (%.1f to %.1f) | ratio %.2f | JDK %s |",
                row,
                median(child),
                unit,
                child[0],
                child[child.length - 1],
                median(bare),
                unit,
                bare[0],
                bare[bare.length - 1],
                median(child) / median(bare),
                Runtime.version()));
    }

    private static double median(double[] sorted) {
        return sorted[sorted.length / 2];
    }
}
