package dev.muster.spi;

import dev.muster.Workers;
import dev.muster.call.Call;
import dev.muster.call.Deadline;
import dev.muster.call.Work;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ForkJoinPool.ManagedBlocker;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Workers of one kind and the queue before them. Safe for use by many threads.
 *
 * <p>A pool runs what it accepted, in the order of acceptance as far as its kind keeps one, or refuses it.
 */
public interface WorkerPool {
    /** The name, for messages. */
    String name();

    /** The kind of workers. */
    Workers kind();

    /** The most workers at once. */
    int size();

    /**
     * Hands {@code work} to a worker, or queues it, or {@linkplain Work#refuse refuses} it with a {@link
     * dev.muster.RefusedException}. Never blocks, never throws.
     */
    void execute(Work work);

    /**
     * As the other form, for work that is to be taken before work of a lower priority, and of one priority before work with a later
     * deadline.
     *
     * @param priority see {@link dev.muster.Priority}
     * @param deadline when the work must begin, or null
     */
    default void execute(Work work, int priority, @Nullable Deadline deadline) {
        execute(work);
    }

    /** Whether some work that is queued ought to be taken before work that has just come. A hint, which costs next to nothing. */
    default boolean isUrgent() {
        return false;
    }

    /**
     * A call that was queued here need not be begun by a worker of this pool: it was cancelled, or its joiner is about to run
     * it itself. The pool may drop it from its queue.
     */
    default void dropped(Call<?> call) {}

    /**
     * A worker of this pool, on whose thread this is called, waits until {@code blocker} is released; the pool may let
     * another worker run meanwhile, as {@link java.util.concurrent.ForkJoinPool#managedBlock} does.
     *
     * @throws InterruptedException if the thread is interrupted while it waits
     */
    default void block(ManagedBlocker blocker) throws InterruptedException {
        while (!blocker.isReleasable() && !blocker.block()) {
            // woken for no reason
        }
    }

    /** Whether nothing is queued and no body runs, at this moment. */
    boolean isIdle();

    /** How many {@link Work}s wait for a worker; an estimate. */
    int queued();

    /** The first of the works that wait for a worker, for explanations; fewer, or none, where the pool cannot look into its queue. */
    default List<Work> queued(int most) {
        return List.of();
    }

    /** Shows {@code visitor} the calls whose bodies run, as far as they can be seen from outside. */
    void running(Consumer<? super Call<?>> visitor);

    /** The runtime is being closed, and waits for what was accepted: if the process ends meanwhile, it ends after that. */
    default void draining() {}

    /** Accepts no more and refuses what is queued. Idempotent. Does not wait. */
    void shutdown();

    /**
     * Accepts no more, and ends all workers as soon as their bodies end, or at once, by force, where that is possible.
     * Interrupts nobody. Idempotent. Does not wait.
     *
     * @return what was queued, unless a previous shutdown had refused it
     */
    List<Work> shutdownNow();

    /**
     * How many workers have not ended, where they end one after another and each in a bounded time; who waits for them is patient as
     * long as they become fewer. 0 where all end at once.
     */
    default int left() {
        return 0;
    }

    /** Whether this is called on a thread that {@link #awaitTermination} waits for, which must therefore not wait for that. */
    default boolean isWorkersThread() {
        return false;
    }

    /**
     * Waits until all workers have ended.
     *
     * @return whether they have
     * @throws InterruptedException if this thread is interrupted while it waits
     */
    boolean awaitTermination(Duration limit) throws InterruptedException;
}
