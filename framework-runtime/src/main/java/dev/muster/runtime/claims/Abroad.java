package dev.muster.runtime.claims;

import dev.muster.call.Hold;
import dev.muster.runtime.admission.Owner;
import java.util.concurrent.ExecutorService;

/** Admission by another process, which keeps the resources; for the calls of one method. Safe for use by many threads. */
public interface Abroad {
    /**
     * Waits until a call is admitted.
     *
     * @param again whether it has run before, and so has passed its events and its entry barrier
     * @throws dev.muster.MusterException if it is not; then nothing is held
     * @throws InterruptedException if this thread is interrupted before; then nothing is held
     */
    Hold enter(Owner owner, Object[] keys, boolean again) throws InterruptedException;

    /** Threads for calls that wait there. */
    ExecutorService threads();
}
