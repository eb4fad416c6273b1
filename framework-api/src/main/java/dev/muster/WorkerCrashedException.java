package dev.muster;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The process that ran the call died before it answered: exit, halt, a crash of its JVM, or a signal from outside. */
public final class WorkerCrashedException extends MusterException {
    private static final long serialVersionUID = 1L;

    private final String call;
    private final String worker;
    private final long pid;
    private final int exitCode;
    private final @Nullable String signal;
    private final String[] stderr;
    private final @Nullable String crashFile;
    private final @Nullable String reason;

    /** The evidence of a crash whose reason is not known. */
    public WorkerCrashedException(
            String call,
            String worker,
            long pid,
            int exitCode,
            @Nullable String signal,
            List<String> stderr,
            @Nullable String crashFile) {
        this(call, worker, pid, exitCode, signal, stderr, crashFile, null);
    }

    /**
     * The evidence of a crash.
     *
     * @param call the name of the call that was running
     * @param worker the name of the worker, such as {@code Process-3}
     * @param pid the id of the dead process
     * @param exitCode as {@link Process#exitValue()} gives it
     * @param signal the name of the signal that killed it, such as {@code SIGKILL}, or null
     * @param stderr the last lines that it wrote to its standard error
     * @param crashFile the path of the crash report of its JVM, or null
     * @param reason what is known of why it ended, in words, or null
     */
    public WorkerCrashedException(
            String call,
            String worker,
            long pid,
            int exitCode,
            @Nullable String signal,
            List<String> stderr,
            @Nullable String crashFile,
            @Nullable String reason) {
        super(describe(call, worker, pid, exitCode, signal, stderr, crashFile, reason));
        this.call = Objects.requireNonNull(call, "call");
        this.worker = Objects.requireNonNull(worker, "worker");
        this.pid = pid;
        this.exitCode = exitCode;
        this.signal = signal;
        this.stderr = stderr.toArray(new String[0]);
        this.crashFile = crashFile;
        this.reason = reason;
    }

    private static String describe(
            String call,
            String worker,
            long pid,
            int exitCode,
            @Nullable String signal,
            List<String> stderr,
            @Nullable String crashFile,
            @Nullable String reason) {
        StringBuilder text = new StringBuilder(call)
                .append(" did not return: its worker ")
                .append(worker)
                .append(" (pid ")
                .append(pid)
                .append(") ")
                .append(signal == null ? "ended with exit code " + exitCode : "was killed by " + signal);
        if (reason != null) {
            text.append(": ").append(reason);
        }
        if (crashFile != null) {
            text.append("; the JVM's crash report is ").append(crashFile);
        }
        if (!stderr.isEmpty()) {
            text.append("; its last lines on stderr:");
            stderr.forEach(line -> text.append("\n    ").append(line));
        }
        return text.toString();
    }

    /** The name of the call that was running. */
    public String call() {
        return call;
    }

    /** The name of the worker, such as {@code Process-3}. */
    public String worker() {
        return worker;
    }

    /** The id of the dead process. */
    public long pid() {
        return pid;
    }

    /** The exit code as the operating system reports it: 128 plus the signal's number where a signal killed it. */
    public int exitCode() {
        return exitCode;
    }

    /** The name of the signal that killed the process, such as {@code SIGKILL}. */
    public Optional<String> signal() {
        return Optional.ofNullable(signal);
    }

    /** The last lines that the process wrote to its standard error, oldest first. */
    public List<String> stderr() {
        return List.of(stderr);
    }

    /** The path of the JVM's crash report, where it left one. */
    public Optional<String> crashFile() {
        return Optional.ofNullable(crashFile);
    }

    /** What is known of why the process ended, in words: that it ran out of memory, or why Muster killed it. */
    public Optional<String> reason() {
        return Optional.ofNullable(reason);
    }
}
