package dev.muster.runtime.fanout;

import dev.muster.Progress;
import dev.muster.call.Call;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * How far each input of a batch is.
 *
 * <p>A slot is {@code null} until its call is taken, and while its body runs without a call; the {@link Call} while that runs
 * somewhere from where it could be cancelled alone (a child process, or an incomplete stage); then what came of it: the result
 * itself, or {@link Ended} for everything that cannot stand for itself there. It is settled once, by a release.
 *
 * <p>{@code plain} turns false, before the slot is settled, when some slot holds an {@link Ended}.
 *
 * <p>The slots lie in the chunks of a {@link ChunkedList}.
 */
final class Slots<R extends @Nullable Object> {
    private static final VarHandle SLOTS = MethodHandles.arrayElementVarHandle(Object[].class);

    /** What came of a call that left no plain result. */
    private record Ended(@Nullable Object value, @Nullable Throwable failure) {
        static final Ended NULL = new Ended(null, null);
        static final Ended CANCELLED = new Ended(null, new CancellationException());
    }

    private final int size;
    private final @Nullable Object[][] chunks;
    private volatile boolean plain = true;

    Slots(int size) {
        this.size = size;
        chunks = ChunkedList.chunks(size);
    }

    private @Nullable Object[] chunk(int index) {
        return chunks[index >> ChunkedList.CHUNK_BITS];
    }

    // ---------------------------------------------------------------- filling

    /** A call is on its way. Anybody who looks for calls after this sees it. */
    void hold(int index, Call<?> call) {
        SLOTS.setVolatile(chunk(index), ChunkedList.within(index), call);
    }

    void settle(int index, R result) {
        if (result == null) {
            settle(index, Ended.NULL);
        } else if (result instanceof Call<?>) {
            settle(index, new Ended(result, null));
        } else {
            SLOTS.setRelease(chunk(index), ChunkedList.within(index), result);
        }
    }

    /** Settles so many slots together, which costs a collector less. Changes {@code results}. */
    void settle(int from, @Nullable Object[] results, int count) {
        for (int i = 0; i < count; i++) {
            Object result = results[i];
            if (result == null || result instanceof Call<?>) {
                plain = false;
                results[i] = result == null ? Ended.NULL : new Ended(result, null);
            }
        }
        VarHandle.releaseFence();
        for (int done = 0; done < count; ) {
            int at = ChunkedList.within(from + done);
            int fits = Math.min(count - done, ChunkedList.CHUNK - at);
            System.arraycopy(results, done, chunk(from + done), at, fits);
            done += fits;
        }
    }

    void fail(int index, Throwable failure) {
        settle(index, new Ended(null, failure));
    }

    void cancel(int index) {
        settle(index, Ended.CANCELLED);
    }

    private void settle(int index, Ended how) {
        plain = false;
        SLOTS.setRelease(chunk(index), ChunkedList.within(index), how);
    }

    // ---------------------------------------------------------------- looking

    private @Nullable Object get(int index) {
        return SLOTS.getVolatile(chunk(index), ChunkedList.within(index));
    }

    boolean isSettled(int index) {
        return isSettled(get(index));
    }

    private static boolean isSettled(@Nullable Object slot) {
        return slot != null && !(slot instanceof Call<?>);
    }

    boolean isCancelled(int index) {
        return get(index) == Ended.CANCELLED;
    }

    /** The failure of a settled index; null if it has succeeded or was cancelled. */
    @Nullable
    Throwable failure(int index) {
        return failure(get(index));
    }

    private static @Nullable Throwable failure(@Nullable Object slot) {
        return slot instanceof Ended ended && slot != Ended.CANCELLED ? ended.failure() : null;
    }

    /** The result of a settled index that has succeeded. */
    @SuppressWarnings({"unchecked", "NullAway"}) // it holds an R
    R result(int index) {
        Object slot = get(index);
        return (R) (slot instanceof Ended ended ? ended.value() : slot);
    }

    /** All results, once all are settled, if they have all succeeded and none is null; else null, perhaps. */
    @Nullable
    List<R> plainResults() {
        return plain ? new ChunkedList<>(chunks, size) : null;
    }

    SortedMap<Long, Throwable> failures() {
        SortedMap<Long, Throwable> failures = new TreeMap<>();
        for (int index = 0; index < size; index++) {
            Throwable failure = failure(index);
            if (failure != null) {
                failures.put((long) index, failure);
            }
        }
        return failures;
    }

    /** The call at an index, if it is on its way. */
    @Nullable
    Call<?> call(int index) {
        return get(index) instanceof Call<?> call ? call : null;
    }

    /** Shows the calls that are on their way. */
    void calls(Consumer<? super Call<?>> visitor) {
        for (int index = 0; index < size; index++) {
            if (get(index) instanceof Call<?> call) {
                visitor.accept(call);
            }
        }
    }

    Progress progress() {
        long succeeded = 0;
        long failed = 0;
        long cancelled = 0;
        for (int index = 0; index < size; index++) {
            Object slot = get(index);
            if (slot == Ended.CANCELLED) {
                cancelled++;
            } else if (failure(slot) != null) {
                failed++;
            } else if (isSettled(slot)) {
                succeeded++;
            }
        }
        return new Progress(size, succeeded, failed, cancelled);
    }
}
