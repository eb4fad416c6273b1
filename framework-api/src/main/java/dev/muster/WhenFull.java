package dev.muster;

/** What becomes of a call that is started while as many as may wait already wait for the workers of its pool. */
public enum WhenFull {
    /** It is refused: its {@link Task} fails with a {@link RefusedException}. The thread that starts it goes on. */
    REFUSE,

    /**
     * The thread that starts it waits for room, in the order of arrival. If it is interrupted meanwhile, the call is refused and the
     * interrupt status stays set. Limits and deadlines of the call count while its starter waits. A body that waits so lets another
     * worker of its pool run. If the thread holds locks that the calls before it need, that is a deadlock, and found as such.
     */
    WAIT,

    /**
     * The thread that starts it runs its body itself, and then goes on. It is refused if the thread holds anything, such as a
     * lock, or if the call needs anything besides a worker; then nobody could tell what holds what. Not for pools of
     * {@link Workers#PROCESSES}, whose callers wait where this is said for all pools. An interrupt of the thread meanwhile hits
     * the body.
     */
    CALLER_RUNS
}
