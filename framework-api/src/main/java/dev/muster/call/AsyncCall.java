package dev.muster.call;

import dev.muster.MusterException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * A call of a method that returns a {@link CompletionStage} or {@link Future}: over when that is complete, with its value.
 *
 * <p>While a stage is incomplete it occupies no worker; a plain future is waited for on the worker. Cancelling the call
 * cancels the stage where it is a {@link Future} too.
 *
 * <p>{@code detached} turns true, once, when the body has returned a stage and its thread goes on to other work; from then on
 * a canceller leaves the thread alone. {@code interrupted} turns true, once, when a canceller wants an interrupt. Canceller and
 * body each write their own flag before they read the other's, so that at least one of them sees both and cancels the stage.
 *
 * @param <R> the type of the value
 */
public abstract class AsyncCall<R extends @Nullable Object> extends Call<R> {
    private @Nullable Object pending;
    private @Nullable R value;
    private volatile boolean detached;
    private volatile boolean interrupted;

    /** A call that has not been started. */
    protected AsyncCall(CallSite site) {
        super(site);
    }

    /** Calls the user's method and returns its stage or future. */
    protected abstract @Nullable Object begun() throws Throwable;

    /** Takes a value that was computed in a child process. */
    protected final void value(R computed) {
        value = computed;
    }

    @Override
    protected final void body() throws Throwable {
        Object begun = begun();
        pending = begun;
        if (begun instanceof CompletionStage<?>) {
            return;
        }
        if (!(begun instanceof Future<?> future)) {
            throw new MusterException(
                    name() + ": " + site().spec() + " returned null instead of a CompletionStage or Future");
        }
        try {
            value = cast(future.get());
        } catch (ExecutionException failed) {
            throw failed.getCause() == null ? failed : failed.getCause();
        } catch (InterruptedException interrupted) {
            future.cancel(true);
            throw interrupted;
        }
    }

    @Override
    final void bodyReturned() {
        if (!(pending instanceof CompletionStage<?> stage)) {
            succeed();
            return;
        }
        detached = true;
        letInterruptPass();
        try {
            stage.whenComplete(this::completed);
        } catch (Throwable broken) {
            bodyThrew(broken);
        }
        cancelStageIfAsked();
    }

    private void completed(@Nullable Object result, @Nullable Throwable thrown) {
        if (thrown == null) {
            value = cast(result);
            succeed();
        } else {
            bodyThrew(thrown instanceof CompletionException && thrown.getCause() != null ? thrown.getCause() : thrown);
        }
    }

    @Override
    final void cleared() {
        pending = null;
        value = null;
        detached = false;
    }

    @Override
    @Nullable
    String bodyWaitsFor(Runner by) {
        String words = super.bodyWaitsFor(by);
        return detached
                ? "the stage that its body returned"
                : words; // asked last: its thread may have gone on meanwhile
    }

    @Override
    final void interruptBody(Runner by) {
        interrupted = true;
        if (!detached) {
            by.interrupt(this);
        }
    }

    @Override
    final void interrupted() {
        cancelStageIfAsked();
    }

    private void cancelStageIfAsked() {
        if (detached && interrupted && pending instanceof Future<?> future) {
            future.cancel(true);
        }
    }

    @Override
    @SuppressWarnings("NullAway") // null only where R admits null
    protected final R result() {
        return value;
    }

    @SuppressWarnings("unchecked") // the generated subclass vouches for the stage's type
    private @Nullable R cast(@Nullable Object result) {
        return (R) result;
    }
}
