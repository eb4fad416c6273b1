package dev.muster;

import java.time.Instant;
import java.util.Optional;

/**
 * What a body can ask about the call that it runs for, and the worker that runs it.
 *
 * <p>Bound to the thread that runs the body, not to threads that the body starts itself. May be kept and asked from any
 * thread.
 */
public interface CallContext {
    /**
     * The context of the call whose body runs on this thread.
     *
     * @throws IllegalStateException if this thread runs no call; a method called directly, without its dispatcher, runs none
     */
    static CallContext current() {
        return find().orElseThrow(() -> new IllegalStateException("CallContext.current(): thread '"
                + Thread.currentThread().getName() + "' runs no call. Only the body of a method that was called"
                + " through its dispatcher has a context; CallContext.find() gives an empty one elsewhere."));
    }

    /** The context of the call whose body runs on this thread, or empty. */
    static Optional<CallContext> find() {
        return MusterProvider.Installed.context();
    }

    /** The name of the call: the same as {@link Task#name()}. */
    String callName();

    /** The name of the worker: the same as {@link WorkerInfo#name()}. */
    String workerName();

    /** The id of the process that this body runs in. */
    long pid();

    /** The id of the process whose {@link Muster} started this worker; in that process itself, of its own parent. */
    long parentPid();

    /** 1 for the first run of the call, 2 for the first repetition. */
    int attempt();

    /**
     * When the call must be over, if there is a limit: its own run limit, or the deadline of the call whose body has started it,
     * whichever comes first. Calls that this body starts inherit it, those in child processes too.
     */
    Optional<Instant> deadline();

    /** Whether the call was cancelled or has run out of time; a long body asks now and then, and leaves. */
    boolean isCancelled();

    /** The {@link Muster} to use from within this body: on a thread the caller's own, in a child process the child's. */
    Muster muster();
}
