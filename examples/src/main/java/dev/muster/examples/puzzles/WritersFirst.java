package dev.muster.examples.puzzles;

import dev.muster.AwaitCondition;
import dev.muster.Guarded;
import dev.muster.Mode;
import dev.muster.Parallel;
import dev.muster.Task;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;

/** LB-12, writer-priority readers and writers: a reader starts only while no writer is there or waits. */
final class WritersFirst {
    private final Trace trace;
    private final AtomicInteger writers = new AtomicInteger();

    WritersFirst(Trace trace) {
        this.trace = trace;
    }

    boolean noWriterIsThere() {
        return writers.get() == 0;
    }

    @Parallel
    @Guarded(value = "archive", mode = Mode.SHARED)
    @AwaitCondition("noWriterIsThere")
    void read(String who, Callable<?> how) throws Exception {
        trace.add(who + " reads");
        how.call();
    }

    @Parallel
    @Guarded("archive")
    void writeAnnounced(String who, Callable<?> how) throws Exception {
        try {
            trace.add(who + " writes");
            how.call();
        } finally {
            writers.getAndDecrement(); // with the lock held: who leaves it has the condition asked
        }
    }

    /** Announces the writer, so that readers who come now let it go first. */
    Task<Void> write(WritersFirstDispatcher archive, String who, Callable<?> how) {
        writers.getAndIncrement();
        return archive.writeAnnounced(who, how);
    }
}
