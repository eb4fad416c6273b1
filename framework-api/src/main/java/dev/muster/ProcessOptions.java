package dev.muster;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** How child processes are started, kept and ended. Immutable; each method gives a changed copy. */
public final class ProcessOptions {
    private static final ProcessOptions DEFAULTS = new ProcessOptions(
            null, List.of(), Map.of(), null, 0, Duration.ofSeconds(60), Duration.ofSeconds(30), Duration.ofSeconds(2));

    private final @Nullable String heap;
    private final List<String> jvmArguments;
    private final Map<String, String> environment;
    private final @Nullable Path workingDirectory;
    private final int callsPerWorker;
    private final Duration idleExpiry;
    private final Duration startLimit;
    private final Duration grace;

    private ProcessOptions(
            @Nullable String heap,
            List<String> jvmArguments,
            Map<String, String> environment,
            @Nullable Path workingDirectory,
            int callsPerWorker,
            Duration idleExpiry,
            Duration startLimit,
            Duration grace) {
        this.heap = heap;
        this.jvmArguments = jvmArguments;
        this.environment = environment;
        this.workingDirectory = workingDirectory;
        this.callsPerWorker = callsPerWorker;
        this.idleExpiry = idleExpiry;
        this.startLimit = startLimit;
        this.grace = grace;
    }

    /**
     * The JVM's own heap limit, the parent's environment and working directory, workers that serve any number of calls and
     * expire after 60 idle seconds, 30 seconds to start, 2 seconds of grace.
     */
    public static ProcessOptions defaults() {
        return DEFAULTS;
    }

    /**
     * The largest heap of a child, in the notation of {@code -Xmx}, such as {@code 64m}.
     *
     * @throws IllegalArgumentException if it is not a number with an optional k, m or g
     */
    public ProcessOptions heap(String size) {
        if (!size.matches("[1-9][0-9]*[kKmMgG]?")) {
            throw new IllegalArgumentException(
                    "ProcessOptions.heap(\"" + size + "\"): a size is a number and k, m or g, such as \"64m\"");
        }
        return new ProcessOptions(
                size, jvmArguments, environment, workingDirectory, callsPerWorker, idleExpiry, startLimit, grace);
    }

    /** Arguments for the child's JVM, after those that Muster sets ({@code -Xss4m} among them), so that they win. */
    public ProcessOptions jvmArguments(String... arguments) {
        return new ProcessOptions(
                heap, List.of(arguments), environment, workingDirectory, callsPerWorker, idleExpiry, startLimit, grace);
    }

    /** Variables that the child sees besides, or instead of, the parent's. */
    public ProcessOptions environment(Map<String, String> variables) {
        return new ProcessOptions(
                heap,
                jvmArguments,
                Map.copyOf(variables),
                workingDirectory,
                callsPerWorker,
                idleExpiry,
                startLimit,
                grace);
    }

    /** The child's working directory instead of the parent's. */
    public ProcessOptions workingDirectory(Path directory) {
        return new ProcessOptions(
                heap,
                jvmArguments,
                environment,
                Objects.requireNonNull(directory, "directory"),
                callsPerWorker,
                idleExpiry,
                startLimit,
                grace);
    }

    /**
     * How many calls a child serves before it is replaced; 1 gives every call a fresh process.
     *
     * @throws IllegalArgumentException if {@code calls} is below 1
     */
    public ProcessOptions callsPerWorker(int calls) {
        if (calls < 1) {
            throw new IllegalArgumentException("ProcessOptions.callsPerWorker(" + calls + "): at least 1 is needed");
        }
        return new ProcessOptions(
                heap, jvmArguments, environment, workingDirectory, calls, idleExpiry, startLimit, grace);
    }

    /** How long a child is kept without work. */
    public ProcessOptions idleExpiry(Duration expiry) {
        return new ProcessOptions(
                heap,
                jvmArguments,
                environment,
                workingDirectory,
                callsPerWorker,
                positive("idleExpiry", expiry),
                startLimit,
                grace);
    }

    /** How long a child may take until it is ready for its first call. */
    public ProcessOptions startLimit(Duration limit) {
        return new ProcessOptions(
                heap,
                jvmArguments,
                environment,
                workingDirectory,
                callsPerWorker,
                idleExpiry,
                positive("startLimit", limit),
                grace);
    }

    /** How long a child may take to end politely, or a cancelled body to react, before the process is killed. */
    public ProcessOptions grace(Duration limit) {
        return new ProcessOptions(
                heap,
                jvmArguments,
                environment,
                workingDirectory,
                callsPerWorker,
                idleExpiry,
                startLimit,
                positive("grace", limit));
    }

    /** The largest heap, if set. */
    public Optional<String> heap() {
        return Optional.ofNullable(heap);
    }

    /** The additional JVM arguments. */
    public List<String> jvmArguments() {
        return jvmArguments;
    }

    /** The additional environment variables. */
    public Map<String, String> environment() {
        return environment;
    }

    /** The working directory, if set. */
    public Optional<Path> workingDirectory() {
        return Optional.ofNullable(workingDirectory);
    }

    /** The number of calls a child serves, or 0 for any number. */
    public int callsPerWorker() {
        return callsPerWorker;
    }

    /** How long a child is kept without work. */
    public Duration idleExpiry() {
        return idleExpiry;
    }

    /** How long a child may take to start. */
    public Duration startLimit() {
        return startLimit;
    }

    /** How long a child may take to end politely. */
    public Duration grace() {
        return grace;
    }

    private static Duration positive(String what, Duration duration) {
        if (duration.isNegative() || duration.isZero()) {
            throw new IllegalArgumentException(
                    "ProcessOptions." + what + "(" + duration + "): a duration above zero is needed");
        }
        return duration;
    }

    @Override
    public String toString() {
        return "ProcessOptions[heap=" + heap + ", jvmArguments=" + jvmArguments + ", environment="
                + new TreeMap<>(environment).keySet() + ", workingDirectory=" + workingDirectory + ", callsPerWorker="
                + callsPerWorker + ", idleExpiry=" + idleExpiry + ", startLimit=" + startLimit + ", grace=" + grace
                + "]";
    }
}
