package dev.muster.benchmarks.table;

import dev.muster.benchmarks.Figures;
import dev.muster.benchmarks.processes.Java;
import dev.muster.benchmarks.waiting.Sizes;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/**
 * A program that prints {@link Figures}.
 *
 * @param needs why it cannot run here; empty if it can
 */
record CommandSide(String name, Function<Settings, String> needs, Function<Settings, List<String>> command)
        implements Side {
    private static final int LIMIT_SECONDS = 1_800;

    /** A program of ours, with these flags and arguments. */
    static CommandSide java(String name, Class<?> main, String what, ToIntFunction<Settings> size) {
        return new CommandSide(
                name,
                settings -> "",
                settings -> Java.command(
                        List.of("-Dbench.steps=" + settings.stepsPerMicro()),
                        main,
                        what,
                        String.valueOf(size.applyAsInt(settings))));
    }

    /** The sizes of calls; JOL has its ways into hidden classes. */
    static CommandSide sizes() {
        List<String> flags = List.of("-Djol.skipHotspotSAAttach=true", "-Djol.magicFieldOffset=true");
        return new CommandSide("sizes", settings -> "", settings -> Java.command(flags, Sizes.class));
    }

    /** Python's rival for a row. */
    static CommandSide python(String name, String what, ToIntFunction<Settings> size) {
        return new CommandSide(
                name,
                settings -> isFound("python3") ? "" : "no python3 is found",
                settings -> List.of(
                        "python3",
                        script(settings.folder(), "rival.py").toString(),
                        what,
                        String.valueOf(size.applyAsInt(settings))));
    }

    /** Node's rival for a row, once its package is installed. */
    static CommandSide node(String name, String what, ToIntFunction<Settings> size) {
        return new CommandSide(
                name,
                settings -> NodePackage.missing(settings.folder()),
                settings -> List.of(
                        "node",
                        script(settings.folder(), "rival.js").toString(),
                        what,
                        String.valueOf(size.applyAsInt(settings))));
    }

    CommandSide needing(Function<Settings, String> more) {
        return new CommandSide(name, more, command);
    }

    @Override
    public String missing(Settings settings) {
        return needs.apply(settings);
    }

    @Override
    public Map<String, Double> measure(Settings settings) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command.apply(settings))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            Map<String, Double> figures = figures(process);
            if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IOException(name + " did not end well");
            }
            return figures;
        } finally {
            process.destroyForcibly();
        }
    }

    private static Map<String, Double> figures(Process process) throws IOException {
        Map<String, Double> figures = new TreeMap<>();
        BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith(Figures.PREFIX)) {
                String[] parts = line.substring(Figures.PREFIX.length()).split("=", 2);
                figures.put(parts[0], Double.parseDouble(parts[1]));
            }
        }
        return figures;
    }

    static boolean isFound(String program) {
        String path = Objects.requireNonNullElse(System.getenv("PATH"), "");
        return Arrays.stream(path.split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder).resolve(program)));
    }

    static Path script(Path folder, String name) {
        Path file = folder.resolve(name);
        try (InputStream script = Java.class.getResourceAsStream(name)) {
            Files.createDirectories(folder);
            Files.write(file, Objects.requireNonNull(script).readAllBytes());
            return file;
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        }
    }
}
