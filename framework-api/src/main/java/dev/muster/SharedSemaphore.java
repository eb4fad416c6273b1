package dev.muster;

import java.util.concurrent.TimeUnit;

/**
 * Permits as a handle, for code that needs them in the middle of a body: the same permits as {@link Permits} of that name.
 *
 * <p>Permits are granted in the order of arrival, calls and handles in one queue; a request for many is not overtaken by requests
 * for few. Permits that were acquired here belong to nobody: any thread or process may release them, and they are not released
 * when a call ends. For the same reason waits for them are not part of the search for deadlocks. All methods may be called from
 * any thread; those that wait let the worker be replaced meanwhile, and throw a {@link RefusedException} if the {@link Muster} is
 * closed.
 */
public interface SharedSemaphore {
    /**
     * Takes one permit, and waits until it is there.
     *
     * @throws InterruptedException if this thread is interrupted before; then nothing is taken
     */
    void acquire() throws InterruptedException;

    /**
     * Takes {@code n} permits at once, and waits until they are there.
     *
     * @throws IllegalArgumentException if {@code n} is negative
     * @throws InterruptedException if this thread is interrupted before; then nothing is taken
     */
    void acquire(int n) throws InterruptedException;

    /**
     * As {@link #acquire(int)}, but an interrupt does not end the wait; the interrupt status is set afterwards.
     *
     * @throws IllegalArgumentException if {@code n} is negative
     */
    void acquireUninterruptibly(int n);

    /** Takes one permit if it is free, even if others wait. Does not wait. */
    boolean tryAcquire();

    /**
     * Takes {@code n} permits if so many are free, even if others wait. Does not wait.
     *
     * @throws IllegalArgumentException if {@code n} is negative
     */
    boolean tryAcquire(int n);

    /**
     * Takes {@code n} permits at once, in turn, and waits for at most the given time; zero or less does not wait.
     *
     * @return whether they were taken
     * @throws IllegalArgumentException if {@code n} is negative
     * @throws InterruptedException if this thread is interrupted before; then nothing is taken
     */
    boolean tryAcquire(int n, long time, TimeUnit unit) throws InterruptedException;

    /**
     * Gives back one permit.
     *
     * @throws IllegalStateException if this is {@link #bounded()} and none is out
     */
    void release();

    /**
     * Gives back {@code n} permits: more than were taken, unless this is {@link #bounded()}; the count then rises above its
     * start.
     *
     * @throws IllegalArgumentException if {@code n} is negative
     * @throws IllegalStateException if this is {@link #bounded()} and so many are not out; then nothing is given back
     */
    void release(int n);

    /** Takes all permits that are free, even if others wait, and returns how many. Does not wait. */
    int drain();

    /**
     * Takes {@code n} permits that need not be free: the count may fall below zero. Does not wait.
     *
     * @throws IllegalArgumentException if {@code n} is negative
     */
    void reduce(int n);

    /** How many permits are free, at this moment. */
    int available();

    /** How many permits there were at the start. */
    int permits();

    /** How many wait, at this moment: calls and threads. */
    int waiting();

    /** The same permits, as a handle that refuses to release more than were taken through handles. */
    SharedSemaphore bounded();
}
