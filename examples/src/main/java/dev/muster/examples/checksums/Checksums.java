package dev.muster.examples.checksums;

import dev.muster.FanOut;
import dev.muster.Muster;
import dev.muster.Workers;
import dev.muster.examples.console.Program;
import dev.muster.examples.console.ProgressLine;
import java.io.IOException;
import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints the checksum of every file below a folder; see {@code checksums --help}. */
@Command(
        name = "checksums",
        description = "Prints the SHA-256 checksum of every file below a folder, for sha256sum -c to check.",
        footer = {
            "",
            "Symbolic links are left out, like by find -type f, unless --follow is given.",
            "Files that cannot be read or change meanwhile, broken links and loops, pipes,",
            "sockets and devices are told of on standard error and have no checksum.",
            "Exit code: 0 if every file has a checksum, 1 if not, 2 if the arguments are wrong."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class Checksums implements Callable<Integer> {
    /** Files between the one that is printed next and the last that was found: enough to get past a big one. */
    private static final int WINDOW = 1024;

    @Parameters(paramLabel = "DIR", description = "The folder.")
    private String folder = "";

    @Option(names = "--on", description = "Where files are read: threads, cores (default) or processes.")
    private Workers on = Workers.CORES;

    @Option(names = "--workers", paramLabel = "N", description = "The most files at once (default: that of the kind).")
    private @Nullable Integer workers;

    @Option(names = "--follow", description = "Follow symbolic links, like find -L.")
    private boolean follow;

    @Option(names = "--quiet", description = "No summary.")
    private boolean quiet;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    /** Runs the program and ends the JVM with its exit code. */
    public static void main(String[] arguments) {
        Program.run(new Checksums(), arguments);
    }

    @Override
    public Integer call() throws IOException {
        Path root = root();
        checkWorkers();
        long start = System.nanoTime();
        try (ProgressLine progress = ProgressLine.open("checksums", ProgressLine.UNKNOWN)) {
            Problems problems = new Problems(System.err);
            FileTree tree = new FileTree(root, links(), problems);
            SumPrinter printer = new SumPrinter(System.out, problems, progress);
            print(tree, printer);
            if (!quiet) {
                summarize(tree, printer, problems, Duration.ofNanos(System.nanoTime() - start));
            }
            return problems.count() == 0 ? 0 : 1;
        }
    }

    private void print(FileTree tree, SumPrinter printer) throws IOException {
        FilesInFlight files = new FilesInFlight(tree);
        try (Muster muster = openMuster();
                Stream<FileSum> sums = start(new Sha256Dispatcher(new Sha256(links()), muster), files)) {
            printer.print(sums.iterator(), files);
        }
    }

    private Stream<FileSum> start(Sha256Dispatcher sha256, Iterator<URI> files) {
        FanOut options = FanOut.collectAll().window(WINDOW);
        return switch (on) {
            case THREADS -> sha256.onThreadStream(files, options);
            case CORES -> sha256.onCoreStream(files, options);
            case PROCESSES -> sha256.inProcessStream(files, options);
        };
    }

    private Muster openMuster() {
        Muster.Builder builder = Muster.builder();
        if (workers != null) {
            builder.workers(on, workers);
        }
        return builder.open();
    }

    private void summarize(FileTree tree, SumPrinter printer, Problems problems, Duration wall) {
        System.err.printf(
                Locale.ROOT,
                "checksums: %d files, %.1f MB on %s in %.2f s; links skipped: %d; without checksum: %d%n",
                printer.files(),
                printer.bytes() / 1e6,
                on.name().toLowerCase(Locale.ROOT),
                wall.toMillis() / 1e3,
                tree.skippedLinks(),
                problems.count());
    }

    private Links links() {
        return follow ? Links.FOLLOW : Links.SKIP;
    }

    private Path root() {
        try {
            return Path.of(folder);
        } catch (InvalidPathException noName) {
            throw new ParameterException(spec.commandLine(), "DIR '" + folder + "': " + noName.getReason(), noName);
        }
    }

    private void checkWorkers() {
        if (workers != null && workers < 1) {
            throw new ParameterException(spec.commandLine(), "--workers " + workers + ": at least 1 is needed.");
        }
    }
}
