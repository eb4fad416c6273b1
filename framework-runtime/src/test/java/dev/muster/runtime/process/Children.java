package dev.muster.runtime.process;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.muster.Muster;
import dev.muster.ProcessOptions;
import dev.muster.Task;
import dev.muster.WorkerCrashedException;
import dev.muster.Workers;

/** Runtimes whose child processes a test looks at, and the deaths of those. */
final class Children {
    private Children() {}

    static Muster withProcesses(ProcessOptions options, int workers) {
        return Muster.builder()
                .workers(Workers.PROCESSES, workers)
                .processes(options)
                .open();
    }

    static WorkerCrashedException crashOf(Task<?> task) {
        return catchThrowableOfType(WorkerCrashedException.class, task::join);
    }
}
