package dev.muster.runtime.claims;

import dev.muster.call.Call;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;

/**
 * The calls that wait for some time before they are run again. {@code waiting} and {@code closed} are guarded by this object's
 * monitor; whoever takes a call out of {@code waiting} is the one to act on it.
 */
public final class Pauses {
    private final Timer timer;
    private final Map<StagedPassage, Future<?>> waiting = new HashMap<>();
    private boolean closed;

    /** No calls yet; {@code timer} has the clock. */
    Pauses(Timer timer) {
        this.timer = timer;
    }

    /** Has {@code passage} go on after so many nanoseconds. False if this is closed. */
    synchronized boolean add(StagedPassage passage, long nanos) {
        if (!closed) {
            waiting.put(passage, timer.after(nanos, () -> over(passage)));
        }
        return !closed;
    }

    private void over(StagedPassage passage) {
        if (take(passage)) {
            passage.goOnAfterPause();
        }
    }

    private synchronized boolean take(StagedPassage passage) {
        return waiting.remove(passage) != null;
    }

    /** The call has ended. */
    synchronized void remove(StagedPassage passage) {
        Future<?> clock = waiting.remove(passage);
        if (clock != null) {
            clock.cancel(false);
        }
    }

    /** Whether a call is among them. */
    synchronized boolean has(StagedPassage passage) {
        return waiting.containsKey(passage);
    }

    /** The calls that wait now. */
    public synchronized List<Call<?>> calls() {
        List<Call<?>> calls = new ArrayList<>();
        waiting.keySet().forEach(passage -> calls.add(passage.call()));
        return calls;
    }

    /** From now on no call waits. Those that do are the caller's to end. */
    public List<Call<?>> close() {
        synchronized (this) {
            closed = true;
        }
        return calls();
    }
}
