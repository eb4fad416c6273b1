package dev.muster.runtime.process;

import dev.muster.call.Call;
import dev.muster.call.Work;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The calls that one child has been given and has not answered, in the order of their ids, which is that of their start: the
 * first one runs, the others wait for it.
 *
 * <p>Guarded by this object's monitor: the worker's thread adds and removes, others look for calls to cancel or recall. {@code
 * since} is when the first one became the first.
 */
final class SentCalls {
    private final Deque<Sent> calls = new ArrayDeque<>();
    private volatile int size; // of calls; read without the monitor
    private long lastId;
    private long lastSent;
    private long since;

    /** A call, its id for the child, and where it came from. */
    record Sent(long id, Call<?> call, Work work) {}

    /** Gives a call the next id. */
    synchronized Sent add(Call<?> call, Work work) {
        Sent sent = new Sent(++lastId, call, work);
        if (calls.isEmpty()) {
            since = System.nanoTime();
        }
        calls.addLast(sent);
        size = calls.size();
        return sent;
    }

    /** Takes back the call that was added last. */
    synchronized void removeLast() {
        calls.removeLast();
        size = calls.size();
    }

    boolean isEmpty() {
        return size == 0;
    }

    int size() {
        return size;
    }

    /** The call that runs. */
    synchronized @Nullable Sent first() {
        return calls.peekFirst();
    }

    /** Removes the call that ran. */
    synchronized void removeFirst() {
        calls.removeFirst();
        size = calls.size();
        since = System.nanoTime();
    }

    /** Removes the calls after the one with the first id and up to the one with the last, in order. */
    synchronized List<Sent> removeBetween(long first, long last) {
        List<Sent> removed = new ArrayList<>();
        for (Iterator<Sent> each = calls.iterator(); each.hasNext(); ) {
            Sent sent = each.next();
            if (sent.id() > first && sent.id() <= last) {
                removed.add(sent);
                each.remove();
            }
        }
        size = calls.size();
        return removed;
    }

    /** The id of a call, or 0 if it is not here any more. */
    synchronized long idOf(Call<?> call) {
        for (Sent sent : calls) {
            if (sent.call() == call) {
                return sent.id();
            }
        }
        return 0;
    }

    /** All calls that are here have been sent. */
    synchronized void sent() {
        lastSent = lastId;
    }

    /**
     * The id of the last call that was sent. Only whole messages are recalled: so all calls of a work come back at once, and the
     * work can be handed to another worker without being in two hands.
     */
    synchronized long lastSent() {
        return lastSent;
    }

    /** Whether others have waited for the first call for longer than so many nanoseconds. */
    synchronized boolean keepsOthersWaiting(long nanos) {
        return calls.size() > 1 && System.nanoTime() - since > nanos;
    }

    /** Shows all calls. */
    void forEach(Consumer<? super Call<?>> visitor) {
        List<Sent> seen;
        synchronized (this) {
            seen = List.copyOf(calls);
        }
        seen.forEach(sent -> visitor.accept(sent.call()));
    }
}
