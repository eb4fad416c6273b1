package dev.muster.runtime.admission;

import org.jspecify.annotations.Nullable;

/** A thread outside of calls, as an owner; one for each thread that uses handles. */
public final class ThreadOwner extends Owner {
    private static final ThreadLocal<Owner> CURRENT = ThreadLocal.withInitial(ThreadOwner::new);

    private final Thread thread = Thread.currentThread();
    private final String name = "thread '" + thread.getName() + "'";

    private ThreadOwner() {}

    /** The current thread's own, or whom it acts for. */
    public static Owner current() {
        return CURRENT.get();
    }

    /** From now on the current thread, which serves others, acts for {@code owner}; for itself if that is null. */
    public static void actFor(@Nullable Owner owner) {
        if (owner == null) {
            CURRENT.remove();
        } else {
            CURRENT.set(owner);
        }
    }

    /** The current thread's own, if it has ever been asked for and holds something; else null. */
    public static @Nullable Owner holding() {
        Owner owner = CURRENT.get();
        return owner.holdsAnything() ? owner : null;
    }

    /** Which it is. */
    public Thread thread() {
        return thread;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    protected boolean isJoinable() {
        return false;
    }
}
