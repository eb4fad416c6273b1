package dev.muster.runtime.process;

import dev.muster.WorkerCrashedException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the end of a child.
 *
 * @param worker its name
 * @param pid its process id
 * @param exitCode as {@link Process#exitValue()} gives it
 * @param stderr the last lines that it wrote to its standard error
 * @param crashFile its JVM's crash report, if there is one
 * @param reason what is known of why it ended, or null
 */
record Death(
        String worker,
        long pid,
        int exitCode,
        List<String> stderr,
        @Nullable Path crashFile,
        @Nullable String reason) {
    /** What a JVM prints when it ends because of {@code -XX:+ExitOnOutOfMemoryError}. */
    private static final String OUT_OF_MEMORY = "Terminating due to java.lang.OutOfMemoryError: ";

    private static final int KILLED = 128 + 9;

    /** By number. An exit code above 128 is that of a signal: so the JDK reports one, and so shells do. */
    private static final Map<Integer, String> SIGNALS = Map.ofEntries(
            Map.entry(1, "SIGHUP"),
            Map.entry(2, "SIGINT"),
            Map.entry(3, "SIGQUIT"),
            Map.entry(4, "SIGILL"),
            Map.entry(5, "SIGTRAP"),
            Map.entry(6, "SIGABRT"),
            Map.entry(7, "SIGBUS"),
            Map.entry(8, "SIGFPE"),
            Map.entry(9, "SIGKILL"),
            Map.entry(11, "SIGSEGV"),
            Map.entry(13, "SIGPIPE"),
            Map.entry(14, "SIGALRM"),
            Map.entry(15, "SIGTERM"),
            Map.entry(24, "SIGXCPU"),
            Map.entry(31, "SIGSYS"));

    /**
     * Why a process ended.
     *
     * @param ours why it was killed by us, if it was
     * @param stdout its last lines
     */
    static @Nullable String reason(int exitCode, @Nullable String ours, List<String> stdout) {
        if (ours != null) {
            return ours;
        }
        for (String line : stdout) {
            if (line.startsWith(OUT_OF_MEMORY)) {
                return "it ran out of memory (" + line.substring(OUT_OF_MEMORY.length()) + "); see ProcessOptions.heap";
            }
        }
        return exitCode == KILLED ? "not by Muster; where memory is short, the operating system does so" : null;
    }

    @Nullable
    String signal() {
        return SIGNALS.get(exitCode - 128);
    }

    /** What becomes of the call that was running, or was the next to run. */
    WorkerCrashedException failureOf(String call, @Nullable Throwable channel) {
        WorkerCrashedException failure = new WorkerCrashedException(
                call, worker, pid, exitCode, signal(), stderr, crashFile == null ? null : crashFile.toString(), reason);
        if (channel != null) {
            failure.initCause(channel);
        }
        return failure;
    }

    /**
     * In words.
     *
     * @param stdout the last lines that it wrote to its standard output
     */
    String describe(List<String> stdout) {
        String signal = signal();
        String text = worker + " (pid " + pid + ") "
                + (signal == null ? "ended with exit code " + exitCode : "was killed by " + signal);
        return text + (reason == null ? "" : ": " + reason) + lines("stdout", stdout) + lines("stderr", stderr);
    }

    private static String lines(String stream, List<String> lines) {
        return lines.isEmpty() ? "" : "; its last lines on " + stream + ":\n    " + String.join("\n    ", lines);
    }
}
