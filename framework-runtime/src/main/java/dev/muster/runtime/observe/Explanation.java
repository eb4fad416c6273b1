package dev.muster.runtime.observe;

import dev.muster.TaskPhase;
import dev.muster.WorkerInfo;
import dev.muster.call.Call;
import dev.muster.call.Description;
import dev.muster.call.Work;
import dev.muster.spi.WorkerPool;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Says in words where calls are, what they wait for, and who holds that. */
public final class Explanation {
    private static final int MOST_LINES = 50;
    private static final int MOST_NAMES = 5;

    private Explanation() {}

    /** Where a call of a pool is, in one line. */
    public static String of(Call<?> call, WorkerPool pool) {
        return switch (call.phase()) {
            case WAITING -> call.name() + " waits to be admitted";
            case QUEUED -> call.name() + " is queued in " + pool + ", where " + busy(pool);
            case RUNNING -> running(call);
            case SUCCEEDED -> call.name() + " succeeded" + where(call);
            case FAILED -> call.name() + " failed" + where(call) + ": " + Description.of(call.cause());
            case CANCELLED ->
                call.name() + " was cancelled"
                        + (call.hasEnded() ? "" : "; its body is still running on " + worker(call));
        };
    }

    /** A call that waits for resources, before its body or in the middle of it. */
    public static String of(Call<?> call, String waits) {
        return call.phase() == TaskPhase.RUNNING
                ? call.name() + " runs on " + worker(call) + " and " + waits
                : call.name() + " " + waits;
    }

    private static String running(Call<?> call) {
        String waitsFor = call.waitsFor();
        return call.name() + " runs on " + worker(call) + (waitsFor == null ? "" : " and waits for " + waitsFor);
    }

    /** Who occupies the workers of a pool. */
    private static String busy(WorkerPool pool) {
        List<Call<?>> running = runningOn(pool);
        int queued = pool.queued();
        String behind = queued == 1 ? "1 is queued" : queued + " are queued";
        if (running.isEmpty()) {
            return "no body runs at this moment and " + behind;
        }
        List<String> names = running.stream().limit(MOST_NAMES).map(Call::name).toList();
        int more = running.size() - names.size();
        return String.join(", ", names)
                + (more > 0 ? " and " + more + " more" : "")
                + (running.size() == 1 ? " occupies a worker and " : " occupy the workers and ")
                + behind;
    }

    private static String worker(Call<?> call) {
        Optional<WorkerInfo> worker = call.worker();
        return worker.isEmpty()
                ? "a worker"
                : worker.get().name() + " (process " + worker.get().pid() + ")";
    }

    private static String where(Call<?> call) {
        return call.worker().isEmpty() ? "" : " on " + worker(call);
    }

    private static List<Call<?>> runningOn(WorkerPool pool) {
        List<Call<?>> running = new ArrayList<>();
        pool.running(running::add);
        return running;
    }

    /** What a pool does, in several lines: what runs, then what is queued. */
    public static List<String> of(WorkerPool pool) {
        List<Call<?>> running = runningOn(pool);
        int queued = pool.queued();
        List<String> lines = new ArrayList<>();
        lines.add(pool + ": " + running.size() + " running, " + queued + " queued");
        running.stream().limit(MOST_LINES).forEach(call -> lines.add("  " + running(call)));
        addMore(lines, running.size() - MOST_LINES, "running");
        List<Work> first = pool.queued(MOST_LINES);
        first.forEach(work -> lines.add("  " + work.name() + " is queued"));
        addMore(lines, first.isEmpty() ? 0 : queued - first.size(), "queued");
        return lines;
    }

    private static void addMore(List<String> lines, int more, String what) {
        if (more > 0) {
            lines.add("  … " + more + " more " + what);
        }
    }
}
