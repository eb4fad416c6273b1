package dev.muster;

import java.util.Objects;

/**
 * The worker that runs, or ran, a call.
 *
 * @param name the worker's name, as its thread and (for a process) its command line show it
 * @param pid the id of the operating system process that the body runs in
 * @param host the name of the machine
 */
public record WorkerInfo(String name, long pid, String host) {
    /** Checks that nothing is null. */
    public WorkerInfo {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(host, "host");
    }
}
