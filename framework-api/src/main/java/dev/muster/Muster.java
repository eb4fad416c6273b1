package dev.muster;

import dev.muster.wire.Codec;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * A runtime: the workers that calls run on, and the resources that they share.
 *
 * <p>Open one, build dispatchers on it, and close it; or use {@link #shared()}. All methods may be called from any thread.
 *
 * <pre>{@code
 * try (Muster muster = Muster.open()) {
 *     SquaresDispatcher squares = new SquaresDispatcher(new Squares(), muster);
 *     Task<Integer> task = squares.square(7);
 *     int result = task.join();
 * }
 * }</pre>
 */
public interface Muster extends AutoCloseable {
    /**
     * A new runtime with all defaults. Workers start when they are first needed; their context class loader is that of the
     * thread which opens the runtime.
     *
     * @throws MusterException if no runtime is on the class path or module path
     */
    static Muster open() {
        return builder().open();
    }

    /** A builder for a runtime that differs from the defaults. */
    static Builder builder() {
        return MusterProvider.installed().builder();
    }

    /**
     * The runtime that is shared in this process; dispatchers without an explicit one use it. It is opened at the first call
     * and ends with the process: closing it is an error.
     *
     * <p>It belongs to none of several applications in the process: the context class loader of its workers is the one that
     * has loaded Muster, where it also looks for {@code muster.properties}. An application that comes and goes in a container opens its
     * own, and closes it.
     */
    static Muster shared() {
        return MusterProvider.installed().shared();
    }

    /**
     * The lock of a name as a handle, for code that needs it in the middle of a body: the same lock as {@link Guarded} of that
     * name. It belongs to the call whose body takes it, or to the thread outside of calls, and is reentrant. Waiters are served
     * in the order of arrival, calls and handles alike. {@link Lock#newCondition()} works.
     *
     * <p>Waiting for it throws a {@link DeadlockException} if it would never end, because the wait is part of a ring or asks for
     * the write side over the read side; and a {@link RefusedException} if the Muster is closed before or meanwhile.
     */
    Lock lock(String name);

    /**
     * The lock of a name and a key, as {@link Key} gives them. The key is compared by {@code equals}.
     *
     * @throws NotTransferableException in a child process, if the key cannot be sent to the parent
     */
    Lock lock(String name, Object key);

    /** The same lock as {@link #lock(String)}, whose write side it is, and its read side, which many may hold together. */
    ReadWriteLock readWriteLock(String name);

    /** The same lock as {@link #lock(String, Object)}, and its read side. */
    ReadWriteLock readWriteLock(String name, Object key);

    /**
     * The permits of a name as a handle: the same permits as {@link Permits} of that name.
     *
     * <p>The configuration may say another number, which then holds for all uses of the name.
     *
     * @throws IllegalArgumentException if {@code permits} is negative
     * @throws MusterException if the name is in use with another number of permits
     */
    SharedSemaphore semaphore(String name, int permits);

    /** The event of a name as a handle: the same event as {@link AwaitEvent} and {@link FireEvent} of that name. */
    SharedEvent event(String name);

    /** The event of a name and a key, as {@link Key} gives them. */
    SharedEvent event(String name, Object key);

    /**
     * The barrier of a name as a handle: the same barrier as {@link Barrier} of that name with so many parties.
     *
     * @throws IllegalArgumentException if {@code parties} is below 1
     * @throws MusterException if the name is in use with another number of parties
     */
    SharedBarrier barrier(String name, int parties);

    /**
     * As {@link #barrier(String, int)}; {@code action} runs once in each generation, after the last party has arrived and before
     * any goes on. It replaces the action that the barrier had, and must not wait for calls or resources.
     *
     * @throws IllegalArgumentException also in a child process: the action would run in the parent, which has to give it
     */
    SharedBarrier barrier(String name, int parties, Runnable action);

    /**
     * Has the conditions asked again that wait for a lock, with all its keys: something that they read was changed without
     * holding it.
     */
    void recheck(String lock);

    /** What every unfinished call waits for, and who holds it, or where it runs; and what is configured. For people. */
    String explain();

    /**
     * Ends the runtime: refuses new calls, except those that running calls start; waits for what was accepted, up to {@link
     * Builder#drain(Duration)}; then cancels what is left; ends all workers and child processes; and returns. A second call
     * waits for the first. If the thread is interrupted while it waits, what is left is cancelled at once and the interrupt
     * status stays set.
     *
     * @throws IllegalStateException if called from the body of one of its own calls, or by a listener, handler or policy on another
     *     thread that it waits for, this one included while it closes; or on the shared runtime
     */
    @Override
    void close();

    /**
     * Ends the runtime without waiting for what was accepted: calls that never started are cancelled and returned, bodies that
     * run are interrupted, child processes are ended. Returns when all workers have ended, or the builder's drain limit has
     * passed for bodies that ignore their interruption.
     *
     * @return the calls that never started, in no particular order
     * @throws IllegalStateException as {@link #close()} does
     */
    List<Task<?>> closeNow();

    /** Collects what a runtime needs; {@link #open()} opens it. Not safe for use by several threads at once. */
    interface Builder {
        /**
         * The most calls that may wait for a worker in one pool; what becomes of one more says {@link #whenFull}. Default 4,194,304.
         * Fan-outs obey: they start no more calls than there is room for.
         *
         * @throws IllegalArgumentException if {@code calls} is below 1
         */
        Builder queueLimit(int calls);

        /** What becomes of a call when its pool's queue is full. Default {@link WhenFull#REFUSE}. */
        Builder whenFull(WhenFull then);

        /**
         * As {@link #queueLimit(int)} and {@link #whenFull(WhenFull)}, for one pool: of a name that {@link Parallel#pool()} uses, or
         * {@code threads}, {@code cores} or {@code processes} for the default pool of a kind.
         *
         * @throws IllegalArgumentException if {@code calls} is below 1
         */
        Builder queueLimit(String pool, int calls, WhenFull then);

        /**
         * How long {@link Muster#close()} waits for what was accepted. Default one hour; zero does not wait.
         *
         * @throws IllegalArgumentException if {@code limit} is negative
         */
        Builder drain(Duration limit);

        /**
         * The size of the default pool of a kind. Defaults: 16,384 threads; a worker per core; a process per core.
         *
         * @throws IllegalArgumentException if {@code n} is below 1
         */
        Builder workers(Workers kind, int n);

        /**
         * Defines a pool by name, for methods with {@link Parallel#pool()}.
         *
         * @throws IllegalArgumentException if {@code n} is below 1, or the name is taken or not a plain identifier: letters, digits and
         *     underscores, the first of them no digit
         */
        Builder pool(String name, Workers kind, int n);

        /** How child processes are started, kept and ended. */
        Builder processes(ProcessOptions options);

        /**
         * How values of types that generated code cannot take apart cross to child processes. Child processes find the codec by
         * its class, which needs a public constructor without parameters.
         */
        Builder codec(Codec codec);

        /**
         * Who hears of failed calls that nobody looked at, once each: of the call's name, or its fan-out's, and of what it failed
         * with. The default logs them with {@link System.Logger}. Called on a thread of the runtime; what it throws is logged.
         */
        Builder onUnobservedFailure(BiConsumer<String, Throwable> handler);

        /** Somebody who hears of all calls on workers; further ones besides those that were said. */
        Builder listener(CallListener listener);

        /**
         * Makes calls fail that ask for locks in an order which could deadlock with what was seen before, even if it does not
         * now. The default logs a warning, once for each such order.
         */
        Builder failOnReversedLockOrder();

        /**
         * Where policies of a class come from, in place of the constructor that generated code would call: for a policy that
         * needs wiring. A provider registered for a class replaces an earlier one.
         *
         * <pre>{@code
         * Muster.builder().policy(AuditPolicy.class, members -> new AuditPolicy(auditLog, (String) members.get("value")))
         * }</pre>
         *
         * @param type the class in {@link dev.muster.policy.EnforcedBy}, exactly
         * @param provider gives the policy for one place where the annotation is written, when a dispatcher is built: a new
         *     one or always the same. It gets the annotation's members by name, defaults included, in the order of their declaration. If it
         *     throws or gives null, the dispatcher's constructor throws a {@link MusterException}
         * @throws IllegalArgumentException if {@code type} is no policy
         */
        <P> Builder policy(Class<P> type, Function<? super Map<String, Object>, ? extends P> provider);

        /**
         * Settings that hold without compiling anew, as {@code muster.properties} and system properties say them: {@code
         * call.Squares.square.workers}, {@code permits.database}, {@code pool.disk.workers}, {@code queueLimit} and so on. They
         * outdo those two, and the annotations; the other methods of this builder outdo them. Of several maps the later wins.
         */
        Builder configuration(Map<String, String> settings);

        /**
         * Opens the runtime.
         *
         * @throws MusterException if the settings contradict each other, or the configuration has a key or a value that is not
         *     known; the message says where
         */
        Muster open();
    }
}
