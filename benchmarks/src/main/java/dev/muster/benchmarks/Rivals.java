package dev.muster.benchmarks;

import java.lang.reflect.InvocationTargetException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;

/** What the best code by hand uses on the Java that runs: virtual threads where there are some, else a pool of platform threads. */
public final class Rivals {
    private static final int CORES = Runtime.getRuntime().availableProcessors();

    private Rivals() {}

    /** A virtual thread per task; before Java 21 a pool that has a thread ready for each task, and reuses it. */
    static ExecutorService threadPerTask() {
        return hasVirtualThreads() ? virtualThreads() : Executors.newCachedThreadPool(Rivals::daemon);
    }

    /** For more tasks than there can be platform threads: a virtual thread per task; before Java 21 a thread per core. */
    static ExecutorService manyTasks() {
        return hasVirtualThreads() ? virtualThreads() : Executors.newFixedThreadPool(CORES, Rivals::daemon);
    }

    /** So many platform threads. */
    static ExecutorService fixed(int threads) {
        return Executors.newFixedThreadPool(threads, Rivals::daemon);
    }

    static boolean hasVirtualThreads() {
        return Runtime.version().feature() >= 21;
    }

    private static ExecutorService virtualThreads() {
        try {
            return (ExecutorService)
                    Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
        } catch (IllegalAccessException | InvocationTargetException | NoSuchMethodException missing) {
            throw new IllegalStateException(missing);
        }
    }

    /** A factory of virtual threads; there are none before Java 21. */
    public static ThreadFactory virtual() {
        try {
            Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
            return (ThreadFactory) Class.forName("java.lang.Thread$Builder")
                    .getMethod("factory")
                    .invoke(builder);
        } catch (ReflectiveOperationException missing) {
            throw new IllegalStateException("no virtual threads before Java 21", missing);
        }
    }

    static <T> T joined(Future<T> future) {
        try {
            return future.get();
        } catch (InterruptedException | ExecutionException unexpected) {
            throw new IllegalStateException(unexpected);
        }
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task);
        thread.setDaemon(true);
        return thread;
    }
}
