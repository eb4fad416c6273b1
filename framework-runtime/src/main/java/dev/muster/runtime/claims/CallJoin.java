package dev.muster.runtime.claims;

import dev.muster.MusterException;
import dev.muster.call.Call;
import dev.muster.call.CallOwner;
import dev.muster.runtime.admission.Admission;
import dev.muster.runtime.admission.Join;
import dev.muster.runtime.admission.Owner;
import dev.muster.runtime.admission.ThreadOwner;
import dev.muster.runtime.workers.LocalRunner;
import java.util.function.Consumer;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A thread's wait for the end of a call, or of the calls of a fan-out. While it lasts, the owner behind the thread lends its locks
 * to those of them that it started, and the search for deadlocks sees the wait.
 *
 * <p>{@code reason} is set by who finds that the wait would never end, and the thread is interrupted; {@code thread} is null
 * once the thread has left, so that the interrupt hits nothing else. Both are guarded by this object's monitor.
 */
public final class CallJoin extends Join {
    private final Admission admission;
    private final Owner owner;
    private final Awaited awaited;
    private @Nullable Thread thread = Thread.currentThread();
    private @Nullable MusterException reason;
    private @Nullable OuterJoins outer; // the waiting thread's alone

    /** The calls that are waited for. */
    private interface Awaited {
        boolean covers(Call<?> call);

        void unfinished(Consumer<? super Call<?>> visitor);

        /** All of them, unless it is said otherwise. */
        default int lacking(int unfinished) {
            return unfinished;
        }
    }

    private record One(Call<?> call) implements Awaited {
        @Override
        public boolean covers(Call<?> other) {
            return other == call;
        }

        @Override
        public void unfinished(Consumer<? super Call<?>> visitor) {
            if (!call.hasEnded()) {
                visitor.accept(call);
            }
        }
    }

    /** Those that have one owner. */
    private record Many(CallOwner of, Consumer<Consumer<? super Call<?>>> live, IntUnaryOperator lacks)
            implements Awaited {
        @Override
        public boolean covers(Call<?> call) {
            return call.owner() == of;
        }

        @Override
        public void unfinished(Consumer<? super Call<?>> visitor) {
            live.accept(visitor);
        }

        @Override
        public int lacking(int unfinished) {
            return lacks.applyAsInt(unfinished);
        }
    }

    /** Those that have one owner, and of these one that must end. */
    private record Head(CallOwner of, Call<?> head) implements Awaited {
        @Override
        public boolean covers(Call<?> call) {
            return call.owner() == of;
        }

        @Override
        public void unfinished(Consumer<? super Call<?>> visitor) {
            if (!head.hasEnded()) {
                visitor.accept(head);
            }
        }
    }

    /** A call that has no place in the queue yet. Nobody lends it anything: it is not its end that is waited for. */
    private record Unplaced(QueuePlace place) implements Awaited {
        @Override
        public boolean covers(Call<?> other) {
            return false;
        }

        @Override
        public void unfinished(Consumer<? super Call<?>> visitor) {
            if (place.isAwaited()) {
                visitor.accept(place.call());
            }
        }
    }

    private CallJoin(Admission admission, Owner owner, Awaited awaited) {
        this.admission = admission;
        this.owner = owner;
        this.awaited = awaited;
    }

    /** The current thread begins to wait for one call; to be {@linkplain #end ended} by it. Null if nobody would want to know. */
    public static @Nullable CallJoin begin(Admission admission, Call<?> call) {
        Owner waiter = waiter(admission);
        return waiter == null ? null : new CallJoin(admission, waiter, new One(call)).begin();
    }

    /** The current thread begins to wait until a call has got a place in its queue; else as {@link #begin(Admission, Call)}. */
    public static @Nullable CallJoin beginPlacing(Admission admission, QueuePlace place) {
        Owner waiter = waiter(admission);
        return waiter == null ? null : new CallJoin(admission, waiter, new Unplaced(place)).begin();
    }

    /**
     * The current thread begins to wait for calls of a fan-out; to be {@linkplain #end ended} by it. Null if nobody would want to know.
     *
     * @param live shows the calls that have not ended
     * @param lacking how many of so many must end before the wait is over
     */
    public static @Nullable CallJoin begin(
            Admission admission, CallOwner fanOut, Consumer<Consumer<? super Call<?>>> live, IntUnaryOperator lacking) {
        Owner waiter = waiter(admission);
        return waiter == null ? null : new CallJoin(admission, waiter, new Many(fanOut, live, lacking)).begin();
    }

    /** The current thread begins to wait for one call of a fan-out; else as {@link #begin(Admission, Call)}. All of them are lent to. */
    public static @Nullable CallJoin begin(Admission admission, CallOwner fanOut, Call<?> head) {
        Owner waiter = waiter(admission);
        return waiter == null ? null : new CallJoin(admission, waiter, new Head(fanOut, head)).begin();
    }

    /** A call whose body waits may be waited for itself; a thread matters only if it holds something. */
    private static @Nullable Owner waiter(Admission admission) {
        Admission.beforeWaiting();
        LocalRunner runner = LocalRunner.current();
        Call<?> running = runner == null || !runner.isBusy() ? null : runner.call();
        if (running != null) {
            return Holder.of(running);
        }
        return admission.isUsed() ? ThreadOwner.holding() : null;
    }

    private CallJoin begin() {
        admission.joining(owner, this);
        outer = OuterJoins.begin(admission);
        return this;
    }

    @Override
    protected boolean covers(Owner child) {
        return child instanceof Holder holder && awaited.covers(holder.call());
    }

    @Override
    public boolean needs(Owner child) {
        return awaited instanceof Head one
                ? child instanceof Holder holder && holder.call() == one.head()
                : super.needs(child);
    }

    @Override
    protected void unfinished(Consumer<? super Owner> action) {
        awaited.unfinished(call -> action.accept(Holder.of(call)));
    }

    @Override
    protected int lacking(int unfinished) {
        return awaited.lacking(unfinished);
    }

    @Override
    public synchronized boolean giveUp(MusterException why) {
        if (thread == null || reason != null) {
            return false;
        }
        reason = why;
        thread.interrupt();
        return true;
    }

    /**
     * The wait is over. Called in a finally block, so that the interrupt of a hopeless wait becomes what it means.
     *
     * @throws MusterException if it would never have ended
     */
    public void end() {
        if (outer != null) {
            outer.end();
        }
        admission.joined(owner, this);
        MusterException why;
        synchronized (this) {
            thread = null;
            why = reason;
        }
        if (why != null) {
            Thread.interrupted(); // it was for this wait
            throw why;
        }
    }
}
