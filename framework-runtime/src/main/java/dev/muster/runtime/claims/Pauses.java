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
    private final Limits limits;
    private final Map<Holder, Future<?>> waiting = new HashMap<>();
    private boolean closed;

    /** No calls yet; {@code limits} has the clock. */
    public Pauses(Limits limits) {
        this.limits = limits;
    }

    /** Has {@code holder} go on after so many nanoseconds. False if this is closed. */
    synchronized boolean add(Holder holder, long nanos) {
        if (!closed) {
            waiting.put(holder, limits.after(nanos, () -> over(holder)));
        }
        return !closed;
    }

    private void over(Holder holder) {
        if (take(holder)) {
            holder.goOnAfterPause();
        }
    }

    private synchronized boolean take(Holder holder) {
        return waiting.remove(holder) != null;
    }

    /** The call has ended. */
    synchronized void remove(Holder holder) {
        Future<?> clock = waiting.remove(holder);
        if (clock != null) {
            clock.cancel(false);
        }
    }

    /** Whether a call is among them. */
    synchronized boolean has(Holder holder) {
        return waiting.containsKey(holder);
    }

    /** The calls that wait now. */
    public synchronized List<Call<?>> calls() {
        List<Call<?>> calls = new ArrayList<>();
        waiting.keySet().forEach(holder -> calls.add(holder.call()));
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
