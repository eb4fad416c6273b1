package dev.muster.runtime.worker;

import dev.muster.call.Call;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Which call the child is at, and which ones the parent has cancelled or recalled meanwhile.
 *
 * <p>Ids grow, and calls are started in their order. All fields are guarded by this object's monitor, under which nothing but
 * fields is touched. {@code started} is the id of the last call that was started, and {@code running} that call, which may have
 * ended; calls up to {@code recalled} that come after it are not started any more; of those that come later still, the ones in
 * {@code cancelled} are not started either.
 */
final class CallInHand {
    private final TreeSet<Long> cancelled = new TreeSet<>();
    private long started;
    private long recalled;
    private @Nullable Call<?> running;

    /** What is to be done with a call that has arrived. */
    enum Verdict {
        /** Run it. */
        START,
        /** Do not run it, and answer that it is cancelled. */
        CANCELLED,
        /** Do not run it; the parent knows. */
        RECALLED
    }

    /** Asks for a call that has arrived; if it is to be started, it counts as running from now on. */
    synchronized Verdict start(long id, Call<?> call) {
        if (id <= recalled) {
            return Verdict.RECALLED;
        }
        started = id;
        running = null;
        if (isCancelled(id)) {
            return Verdict.CANCELLED;
        }
        running = call;
        return Verdict.START;
    }

    /** The call that was started last has been answered, and no other has come: whatever it had is let go. */
    synchronized void rest() {
        running = null;
    }

    private boolean isCancelled(long id) {
        if (cancelled.isEmpty()) {
            return false;
        }
        cancelled.headSet(id).clear();
        return cancelled.remove(id);
    }

    /** Whether the parent has taken back a call that could not be read. */
    synchronized boolean isRecalled(long id) {
        if (id <= recalled) {
            return true;
        }
        started = id;
        running = null;
        return false;
    }

    /** Notes a cancellation. Returns the call if it has been started: its body, if that runs still, is to be interrupted. */
    synchronized @Nullable Call<?> cancel(long id) {
        if (id == started) {
            return running;
        }
        if (id > started) {
            cancelled.add(id);
        }
        return null;
    }

    /** Takes back the calls up to {@code id} that have not been started. Returns the last one that has. */
    synchronized long recall(long id) {
        if (id > started && id > recalled) {
            recalled = id;
        }
        return started;
    }
}
