package dev.muster.runtime.process;

import dev.muster.call.Call;
import dev.muster.call.CallRun;
import dev.muster.call.Runner;
import dev.muster.call.Work;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The calls that one child has been given and has not answered, in the order of their ids, which is that of their start: the
 * first one runs, the others wait for it.
 *
 * <p>Guarded by this object's monitor: the worker's thread adds and removes, others look for calls to cancel or recall. {@code
 * since} is when the last of them were sent.
 */
final class SentCalls {
    private final Deque<Sent> calls = new ArrayDeque<>();
    private volatile int size; // of calls; read without the monitor
    private long lastId;
    private long lastSent;
    private long since;

    /**
     * A call or a run of calls, with the id of the first for the child, and where it came from. Of a run, {@code id} and {@code
     * count} change, under the monitor of {@link SentCalls}.
     */
    static final class Sent {
        private final @Nullable Call<?> call;
        private final @Nullable CallRun run;
        private final Work work;
        private long id;
        private int count;

        private Sent(long id, @Nullable Call<?> call, @Nullable CallRun run, Work work) {
            this.id = id;
            this.call = call;
            this.run = run;
            this.work = work;
            this.count = 1;
        }

        long id() {
            return id;
        }

        /** The call, or null for a run. */
        @Nullable
        Call<?> call() {
            return call;
        }

        /** The run, or null for a call. */
        @Nullable
        CallRun run() {
            return run;
        }

        Work work() {
            return work;
        }

        /** How many calls it is. */
        int count() {
            return count;
        }
    }

    /** Gives a call the next id. */
    Sent add(Call<?> call, Work work) {
        return add(call, null, work);
    }

    /** Gives the first call of a run the next id; {@link #extend} gives the others theirs. */
    Sent add(CallRun run, Work work) {
        return add(null, run, work);
    }

    private synchronized Sent add(@Nullable Call<?> call, @Nullable CallRun run, Work work) {
        Sent sent = new Sent(++lastId, call, run, work);
        calls.addLast(sent);
        size++;
        return sent;
    }

    /** The run that was added last consists of so many calls. */
    synchronized void extend(int count) {
        calls.getLast().count = count;
        lastId += count - 1;
        size += count - 1;
    }

    /** Takes back what was added last. */
    synchronized void removeLast() {
        size -= calls.removeLast().count;
    }

    boolean isEmpty() {
        return size == 0;
    }

    int size() {
        return size;
    }

    /** The call that runs, or the run that it is in. */
    synchronized @Nullable Sent first() {
        return calls.peekFirst();
    }

    /** Removes the call that ran. */
    void removeFirst() {
        removeFirst(1);
    }

    /** Removes so many calls that ran, all of the first run. */
    synchronized void removeFirst(int count) {
        Sent first = calls.getFirst();
        first.count -= count;
        first.id += count;
        size -= count;
        if (first.count == 0) {
            calls.removeFirst();
        }
    }

    /** The first call of the run that is first has been made. */
    synchronized void made(Call<?> call) {
        Sent run = calls.getFirst();
        long id = run.id;
        removeFirst(1);
        size++;
        calls.addFirst(new Sent(id, call, null, run.work));
    }

    /** Removes the calls after the one with the first id and up to the one with the last, in order; of a run, a part. */
    synchronized List<Sent> removeBetween(long first, long last) {
        List<Sent> removed = new ArrayList<>();
        for (Iterator<Sent> each = calls.iterator(); each.hasNext(); ) {
            Sent sent = each.next();
            int kept = (int) Math.max(0, Math.min(sent.count, first + 1 - sent.id));
            if (sent.id + sent.count - 1 <= last && kept < sent.count) {
                removed.add(sent);
                size -= sent.count - kept;
                sent.count = kept;
                if (kept == 0) {
                    each.remove();
                }
            }
        }
        return removed;
    }

    /** The id of a call, or 0 if it is not here any more. */
    synchronized long idOf(Call<?> call) {
        for (Sent sent : calls) {
            if (sent.call == call) {
                return sent.id;
            }
        }
        return 0;
    }

    /** Whether some calls of a run are still here, and none of them has been made. */
    synchronized boolean has(CallRun run) {
        return calls.stream().anyMatch(sent -> sent.run == run);
    }

    /** Whether a run of a cancelled fan-out is here. */
    synchronized boolean hasCancelled() {
        return calls.stream().anyMatch(sent -> sent.run != null && sent.run.isCancelled());
    }

    /** All calls that are here have been sent. */
    synchronized void sent() {
        lastSent = lastId;
        since = System.nanoTime();
    }

    /**
     * The id of the last call that was sent. Only whole messages are recalled: so all calls of a work come back at once, and the
     * work can be handed to another worker without being in two hands.
     */
    synchronized long lastSent() {
        return lastSent;
    }

    /** Whether calls wait for the first one, and the message has taken longer than so many nanoseconds. */
    synchronized boolean keepsOthersWaiting(long nanos) {
        return size > 1 && System.nanoTime() - since > nanos;
    }

    /** Shows all calls; of each run a likeness of the first, which runs by {@code by} if any does. */
    void forEach(@Nullable Runner by, Consumer<? super Call<?>> visitor) {
        List<Sent> seen;
        synchronized (this) {
            seen = List.copyOf(calls);
        }
        for (Sent sent : seen) {
            if (sent.call != null) {
                visitor.accept(sent.call);
            } else if (by != null) {
                visitor.accept(Objects.requireNonNull(sent.run).likeness(by));
            }
        }
    }
}
