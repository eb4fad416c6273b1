package dev.muster.stress.claims;

import dev.muster.Workers;
import dev.muster.call.Call;
import dev.muster.call.Work;
import dev.muster.spi.WorkerPool;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;

/** A pool without workers: those who drive a test run what it was given. */
final class HandPool implements WorkerPool {
    private final ConcurrentLinkedQueue<Work> works = new ConcurrentLinkedQueue<>();

    /** Runs all that is there, and what comes meanwhile. */
    void runAll() {
        for (Work work = works.poll(); work != null; work = works.poll()) {
            Call<?> call = work.next();
            if (call != null) {
                ((HeldCall) call).runHere();
            }
        }
    }

    /** Begins the only call that is there, and leaves its body to whoever asked. */
    void begin() {
        HeldCall call = (HeldCall) Objects.requireNonNull(works.remove().next());
        if (!call.begin(call)) {
            throw new IllegalStateException(call + " does not begin");
        }
    }

    @Override
    public void execute(Work work) {
        works.add(work);
    }

    @Override
    public String name() {
        return "hands";
    }

    @Override
    public Workers kind() {
        return Workers.THREADS;
    }

    @Override
    public int size() {
        return 1;
    }

    @Override
    public boolean isIdle() {
        return works.isEmpty();
    }

    @Override
    public int queued() {
        return works.size();
    }

    @Override
    public void running(Consumer<? super Call<?>> visitor) {}

    @Override
    public void shutdown() {}

    @Override
    public List<Work> shutdownNow() {
        return List.of();
    }

    @Override
    public boolean awaitTermination(Duration limit) {
        return true;
    }
}
