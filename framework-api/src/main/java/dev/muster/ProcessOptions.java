package dev.muster;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How child processes are started, kept and ended. Immutable; each method gives a changed copy. Durations of more than 292 years
 * mean that long, so that {@code ChronoUnit.FOREVER.getDuration()} is no limit.
 */
public final class ProcessOptions {
    private static final ProcessOptions DEFAULTS = new ProcessOptions(new Values());
    private static final Pattern SIZE = // of bytes that a long can count
            Pattern.compile("[1-9](\\d{0,17}|\\d{0,14}[kK]|\\d{0,11}[mM]|\\d{0,8}[gG])");
    private static final Duration LONGEST = Duration.ofNanos(Long.MAX_VALUE);

    private final Values values;

    /** What is said. Changed only before it is given to its options; their final field makes it visible to all threads. */
    private static final class Values {
        private @Nullable String heap;
        private @Nullable String memoryLimit;
        private List<String> jvmArguments = List.of();
        private Map<String, String> environment = Map.of();
        private @Nullable Path workingDirectory;
        private @Nullable String initializer;
        private int callsPerWorker;
        private int prestart;
        private boolean outputPrefix;
        private boolean classArchive = true;
        private Duration idleExpiry = Duration.ofSeconds(60);
        private Duration startLimit = Duration.ofSeconds(30);
        private Duration livenessLimit = Duration.ofSeconds(10);
        private Duration grace = Duration.ofSeconds(2);

        private Values copy() {
            Values copy = new Values();
            copy.heap = heap;
            copy.memoryLimit = memoryLimit;
            copy.jvmArguments = jvmArguments;
            copy.environment = environment;
            copy.workingDirectory = workingDirectory;
            copy.initializer = initializer;
            copy.callsPerWorker = callsPerWorker;
            copy.prestart = prestart;
            copy.outputPrefix = outputPrefix;
            copy.classArchive = classArchive;
            copy.idleExpiry = idleExpiry;
            copy.startLimit = startLimit;
            copy.livenessLimit = livenessLimit;
            copy.grace = grace;
            return copy;
        }
    }

    private ProcessOptions(Values values) {
        this.values = values;
    }

    private ProcessOptions with(Consumer<Values> change) {
        Values changed = values.copy();
        change.accept(changed);
        return new ProcessOptions(changed);
    }

    /**
     * The JVM's own heap limit, the parent's environment and working directory, workers that serve any number of calls and
     * expire after 60 idle seconds, 30 seconds to start, 10 seconds of silence, 2 seconds of grace.
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
        String checked = size("heap", size);
        return with(values -> values.heap = checked);
    }

    /**
     * The memory that a child may have in use after a call, in the same notation as {@link #heap(String)}. One that has more,
     * even after a garbage collection, is replaced before the next call, and a warning is logged. What is measured is the
     * resident memory of the process where the operating system tells it (Linux), and its heap elsewhere.
     *
     * @throws IllegalArgumentException if it is not a number with an optional k, m or g
     */
    public ProcessOptions memoryLimit(String size) {
        String checked = size("memoryLimit", size);
        return with(values -> values.memoryLimit = checked);
    }

    /**
     * Arguments for the child's JVM, after those that Muster sets ({@code -Xss4m} and {@code -XX:+ExitOnOutOfMemoryError} among
     * them), so that they win.
     */
    public ProcessOptions jvmArguments(String... arguments) {
        return with(values -> values.jvmArguments = List.of(arguments));
    }

    /**
     * Variables that the child sees besides, or instead of, the parent's.
     *
     * @throws IllegalArgumentException if a name is empty or has an equals sign in it, or a name or value has a zero character
     */
    public ProcessOptions environment(Map<String, String> variables) {
        Map<String, String> copy = Map.copyOf(variables);
        copy.forEach(ProcessOptions::checkVariable);
        return with(values -> values.environment = copy);
    }

    private static void checkVariable(String name, String value) {
        if (name.isEmpty() || name.indexOf('=') >= 0 || (name + value).indexOf('\0') >= 0) {
            throw new IllegalArgumentException(
                    "ProcessOptions.environment: no process can have a variable \"" + name
                            + "\": a name has at least one character and no =, and neither name nor value has a zero character");
        }
    }

    /** The child's working directory instead of the parent's. */
    public ProcessOptions workingDirectory(Path directory) {
        Objects.requireNonNull(directory, "directory");
        return with(values -> values.workingDirectory = directory);
    }

    /**
     * What each child does once, on the thread that later runs the calls, before its first call: the child makes an object of
     * this class, which must be public and have a public constructor without parameters, and runs it, within the start limit. If
     * that fails, the pool is broken: what is queued and what comes later fails with a {@link WorkerStartException} that has the
     * failure as its cause. It may log and print, but not use locks and other resources of the parent.
     */
    public ProcessOptions initializer(Class<? extends Runnable> type) {
        return initializer(type.getName());
    }

    /** As {@link #initializer(Class)}, by the name that {@link Class#getName()} gives. */
    public ProcessOptions initializer(String type) {
        Objects.requireNonNull(type, "type");
        return with(values -> values.initializer = type);
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
        return with(values -> values.callsPerWorker = calls);
    }

    /**
     * How many children are started as soon as there is the pool, which is when the first dispatcher that uses it is made; at
     * most as many as the pool has workers. They expire as others do.
     *
     * @throws IllegalArgumentException if {@code children} is below 1
     */
    public ProcessOptions prestart(int children) {
        if (children < 1) {
            throw new IllegalArgumentException("ProcessOptions.prestart(" + children + "): at least 1 is needed");
        }
        return with(values -> values.prestart = children);
    }

    /** Whether each line that a child prints is passed on with the child's name before it: {@code Process-1| hello}. */
    public ProcessOptions outputPrefix(boolean prefix) {
        return with(values -> values.outputPrefix = prefix);
    }

    /**
     * Whether children start from an archive of loaded classes. It is made once for each class path and JDK, as the first child
     * ends, and kept in the user's cache folder ({@code ~/.cache/muster}). It has the classes of JAR files; with folders on the
     * class path, of those before the first one and of Muster's own, which children have in front then. On unless it is switched
     * off.
     */
    public ProcessOptions classArchive(boolean use) {
        return with(values -> values.classArchive = use);
    }

    /**
     * How long a child is kept without work. A thread that a body has left behind in it may ask the parent for something, such as a
     * lock, which starts that time again; but neither what such a thread holds nor what it waits for keeps the child. When the
     * child ends, the one is released and the other given up.
     *
     * @throws IllegalArgumentException if {@code expiry} is zero or negative
     */
    public ProcessOptions idleExpiry(Duration expiry) {
        Duration checked = positive("idleExpiry", expiry);
        return with(values -> values.idleExpiry = checked);
    }

    /**
     * How long a child may take until it is ready for its first call.
     *
     * @throws IllegalArgumentException if {@code limit} is zero or negative
     */
    public ProcessOptions startLimit(Duration limit) {
        Duration checked = positive("startLimit", limit);
        return with(values -> values.startLimit = checked);
    }

    /**
     * How long a child that has calls may be silent. It is asked from time to time, and a thread of its own answers, whatever its
     * body does; one that does not (it is stopped, or its machine gives it no time) is killed, and its call fails.
     *
     * @throws IllegalArgumentException if {@code limit} is zero or negative
     */
    public ProcessOptions livenessLimit(Duration limit) {
        Duration checked = positive("livenessLimit", limit);
        return with(values -> values.livenessLimit = checked);
    }

    /**
     * How long a child may take to end politely, or a cancelled body to react, before the process is killed.
     *
     * @throws IllegalArgumentException if {@code limit} is zero or negative
     */
    public ProcessOptions grace(Duration limit) {
        Duration checked = positive("grace", limit);
        return with(values -> values.grace = checked);
    }

    /** The largest heap, if set. */
    public Optional<String> heap() {
        return Optional.ofNullable(values.heap);
    }

    /** The memory that a child may have in use after a call, if set. */
    public Optional<String> memoryLimit() {
        return Optional.ofNullable(values.memoryLimit);
    }

    /** The additional JVM arguments. */
    public List<String> jvmArguments() {
        return values.jvmArguments;
    }

    /** The additional environment variables. */
    public Map<String, String> environment() {
        return values.environment;
    }

    /** The working directory, if set. */
    public Optional<Path> workingDirectory() {
        return Optional.ofNullable(values.workingDirectory);
    }

    /** The name of the class that each child runs before its first call, if set. */
    public Optional<String> initializer() {
        return Optional.ofNullable(values.initializer);
    }

    /** The number of calls a child serves, or 0 for any number. */
    public int callsPerWorker() {
        return values.callsPerWorker;
    }

    /** How many children are started ahead. */
    public int prestart() {
        return values.prestart;
    }

    /** Whether lines of output have the child's name before them. */
    public boolean outputPrefix() {
        return values.outputPrefix;
    }

    /** Whether children may start from an archive of loaded classes. */
    public boolean classArchive() {
        return values.classArchive;
    }

    /** How long a child is kept without work. */
    public Duration idleExpiry() {
        return values.idleExpiry;
    }

    /** How long a child may take to start. */
    public Duration startLimit() {
        return values.startLimit;
    }

    /** How long a child that has calls may be silent. */
    public Duration livenessLimit() {
        return values.livenessLimit;
    }

    /** How long a child may take to end politely. */
    public Duration grace() {
        return values.grace;
    }

    private static String size(String what, String size) {
        if (!SIZE.matcher(size).matches()) {
            throw new IllegalArgumentException("ProcessOptions." + what + "(\"" + size
                    + "\"): a size is a number and k, m or g, such as \"64m\", and below an exabyte");
        }
        return size;
    }

    /** Clocks count nanoseconds in a long, so what is longer, such as {@code ChronoUnit.FOREVER}, is as good as that. */
    private static Duration positive(String what, Duration duration) {
        if (duration.isNegative() || duration.isZero()) {
            throw new IllegalArgumentException(
                    "ProcessOptions." + what + "(" + duration + "): a duration above zero is needed");
        }
        return duration.compareTo(LONGEST) < 0 ? duration : LONGEST;
    }

    @Override
    public String toString() {
        return "ProcessOptions[heap=" + values.heap + ", memoryLimit=" + values.memoryLimit + ", jvmArguments="
                + values.jvmArguments + ", environment=" + new TreeMap<>(values.environment).keySet()
                + ", workingDirectory=" + values.workingDirectory + ", initializer=" + values.initializer
                + ", callsPerWorker=" + values.callsPerWorker + ", prestart=" + values.prestart + ", outputPrefix="
                + values.outputPrefix + ", classArchive=" + values.classArchive + ", idleExpiry=" + values.idleExpiry
                + ", startLimit=" + values.startLimit + ", livenessLimit=" + values.livenessLimit + ", grace="
                + values.grace + "]";
    }
}
