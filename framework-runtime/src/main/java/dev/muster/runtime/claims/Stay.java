package dev.muster.runtime.claims;

import dev.muster.MusterException;
import dev.muster.RefusedException;
import dev.muster.call.Description;
import dev.muster.call.Hold;
import dev.muster.runtime.admission.Owner;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A call's admission by another process: first a thread that waits for it, then a hold. All fields are guarded by this object's
 * monitor; whoever comes second of the one who gets the hold and the one who ends the stay gives it back.
 */
final class Stay {
    private final Abroad abroad;
    private @Nullable Future<?> entering;
    private @Nullable Hold hold;
    private boolean over;

    Stay(Abroad abroad) {
        this.abroad = abroad;
    }

    /**
     * Has a thread wait until the call is admitted, for {@code owner}.
     *
     * @param again whether it has run before
     * @param admitted done then, unless the stay is over
     * @param refused told why it is not
     */
    void begin(Owner owner, Object[] keys, boolean again, Runnable admitted, Consumer<MusterException> refused) {
        try {
            enteredBy(abroad.threads().submit(() -> enter(owner, keys, again, admitted, refused)));
        } catch (RejectedExecutionException closed) {
            refused.accept(new RefusedException(owner.name() + " is refused, because its Muster is closed", closed));
        }
    }

    private void enter(
            Owner owner, Object[] keys, boolean again, Runnable admitted, Consumer<MusterException> refused) {
        try {
            Hold granted = abroad.enter(owner, keys, again);
            if (keep(granted)) {
                admitted.run();
            } else {
                granted.failed(new CancellationException(owner.name() + " was cancelled"));
            }
        } catch (MusterException reason) {
            refused.accept(reason);
        } catch (Throwable reason) { // an interrupt, when the stay is over
            refused.accept(new RefusedException(owner.name() + " is refused: " + Description.of(reason), reason));
        }
    }

    private synchronized void enteredBy(Future<?> thread) {
        entering = thread;
        if (over) {
            thread.cancel(true);
        }
    }

    private synchronized boolean keep(Hold granted) {
        hold = granted;
        return !over;
    }

    /**
     * The call has ended; nothing if that is known.
     *
     * @throws MusterException if it has succeeded, but cannot pass its exit barrier
     */
    void end(@Nullable Throwable cause) {
        Hold left = end();
        if (left == null) {
            return;
        }
        if (cause == null) {
            left.succeeded();
        } else {
            left.failed(cause);
        }
    }

    /** The call is to be run again, after another stay. */
    void pause() {
        Hold left = end();
        if (left != null) {
            left.close();
        }
    }

    private synchronized @Nullable Hold end() {
        if (over) {
            return null;
        }
        over = true;
        if (hold == null && entering != null) {
            entering.cancel(true);
        }
        return hold;
    }
}
