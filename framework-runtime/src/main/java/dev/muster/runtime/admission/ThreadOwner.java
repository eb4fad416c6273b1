package dev.muster.runtime.admission;

import java.lang.ref.Reference;
import java.lang.ref.WeakReference;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * A thread outside of calls, as an owner; one for each thread that uses handles, and the same as long as that holds or waits. The
 * thread only points at it: one that lives longer than the application, such as a server's, would otherwise keep all classes of that.
 */
public final class ThreadOwner extends Owner {
    private static final ThreadLocal<WeakReference<Owner>> CURRENT =
            ThreadLocal.withInitial(() -> new WeakReference<>(new ThreadOwner()));

    private final Thread thread = Thread.currentThread();
    private final String name = name(thread);

    private ThreadOwner() {}

    /** Virtual threads have no names, as a rule: their numbers are what thread dumps tell them apart by. */
    private static String name(Thread thread) {
        return thread.getName().isEmpty() ? "thread #" + thread.getId() : "thread '" + thread.getName() + "'";
    }

    /** The current thread's own, or whom it acts for. */
    public static Owner current() {
        Owner known = CURRENT.get().get();
        return known == null ? become(new ThreadOwner()) : known;
    }

    private static Owner become(Owner owner) {
        CURRENT.set(new WeakReference<>(owner));
        return owner;
    }

    /** Does something on the current thread, which serves others, as {@code owner}. */
    public static <R> R actFor(Owner owner, Callable<R> something) throws Exception {
        become(owner);
        try {
            return something.call();
        } finally {
            CURRENT.remove();
            Reference.reachabilityFence(owner);
        }
    }

    /** The current thread's own, if that holds something, or has taken what is nobody's; else null. */
    public static @Nullable Owner holding() {
        Owner owner = current();
        return owner.holdsAnything() || owner.hasTakenAny() ? owner : null;
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
