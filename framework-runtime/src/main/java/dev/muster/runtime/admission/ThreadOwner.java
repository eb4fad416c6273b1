package dev.muster.runtime.admission;

/** A thread outside of calls, as an owner; one for each thread that uses handles. */
public final class ThreadOwner extends Owner {
    private static final ThreadLocal<ThreadOwner> CURRENT = ThreadLocal.withInitial(ThreadOwner::new);

    private final String name = "thread '" + Thread.currentThread().getName() + "'";

    private ThreadOwner() {}

    /** The current thread's own. */
    public static ThreadOwner current() {
        return CURRENT.get();
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
