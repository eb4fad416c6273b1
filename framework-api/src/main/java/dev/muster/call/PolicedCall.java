package dev.muster.call;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * A call of a method with custom policies: its arguments can be read, and its body is what the policies make of the method.
 *
 * <p>A stage or future that the method returns is waited for, so that policies see how the call ends.
 *
 * <p>{@code value} and {@code ofRuntime} are written by the thread that runs the body, or reads its result, before the call ends.
 *
 * @param <R> the type of the result
 */
public abstract class PolicedCall<R extends @Nullable Object> extends Call<R> {
    private @Nullable R value;
    private @Nullable Throwable ofRuntime;
    private @Nullable Object started; // written before the call is shared
    private volatile int attempt = 1;

    /** A call that has not been started. */
    protected PolicedCall(CallSite site) {
        super(site);
    }

    /** Calls the user's method and gives its result, boxed. For the runtime. */
    public abstract R callTarget() throws Throwable;

    /** The value of a parameter, boxed. */
    public abstract @Nullable Object argument(int index);

    /** Takes what its policies have noted where it is started; before it is. For the runtime. */
    public final void started(@Nullable Object notes) {
        started = notes;
    }

    /** What its policies have noted. For the runtime. */
    public final @Nullable Object started() {
        return started;
    }

    /** Takes a value that was computed in a child process. */
    protected final void value(R computed) {
        value = computed;
    }

    /** The value that was computed in a child process, or that the policies gave. */
    @Override
    @SuppressWarnings("NullAway") // null only where R admits null
    public final R result() {
        return value;
    }

    /** 1 for the first try, 2 for the next one. */
    public final int attempt() {
        return attempt;
    }

    /** The call is tried anew. By whoever runs it, between two tries. */
    @SuppressWarnings("NonAtomicVolatileUpdate") // one thread at a time
    public final void nextAttempt() {
        attempt++;
    }

    /** A failure of the runtime's own, such as a crash, happened in place of the body. As it is, it is not the body's. */
    public final void failedBeside(Throwable failure) {
        ofRuntime = failure;
    }

    @Override
    protected final void body() throws Throwable {
        value = site().around(this);
    }

    @Override
    final boolean isOfBody(Throwable thrown) {
        return thrown != ofRuntime;
    }

    /**
     * Waits for what the user's method returned.
     *
     * @throws Throwable what the stage or future ended with
     */
    protected final R settled(@Nullable Object promise) throws Throwable {
        Future<?> future = future(promise);
        try {
            return cast(future.get());
        } catch (ExecutionException failed) {
            Throwable cause = failed.getCause();
            throw cause == null ? failed : unwrapped(cause);
        } catch (InterruptedException interrupted) {
            if (promise instanceof Future<?> cancelled) {
                cancelled.cancel(true);
            }
            throw interrupted;
        }
    }

    private Future<?> future(@Nullable Object promise) {
        if (promise instanceof CompletionStage<?> stage) {
            CompletableFuture<@Nullable Object> end = new CompletableFuture<>();
            stage.whenComplete((result, thrown) -> complete(end, result, thrown));
            return end;
        }
        if (promise instanceof Future<?> future) {
            return future;
        }
        throw new dev.muster.MusterException(
                name() + ": " + site().spec() + " returned null instead of a CompletionStage or Future");
    }

    private static void complete(
            CompletableFuture<@Nullable Object> end, @Nullable Object result, @Nullable Throwable thrown) {
        if (thrown == null) {
            end.complete(result);
        } else {
            end.completeExceptionally(thrown);
        }
    }

    private static Throwable unwrapped(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }

    @SuppressWarnings({"unchecked", "NullAway"}) // the generated subclass vouches for the type
    private R cast(@Nullable Object result) {
        return (R) result;
    }
}
