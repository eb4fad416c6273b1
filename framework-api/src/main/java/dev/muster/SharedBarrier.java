package dev.muster;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A barrier as a handle, for code that needs it in the middle of a body: the same barrier as {@link Barrier} of that name.
 *
 * <p>Parties wait until all of their generation have arrived, then all go on and the next generation begins. A party that is
 * interrupted, runs out of time, is cancelled or fails breaks its generation: those who wait fail at once, those of the
 * generation who have yet to come fail when they come, and the next generation is whole again. What parties did before they
 * arrived happens-before what the others do after they go on. All methods may be called from any thread.
 */
public interface SharedBarrier {
    /**
     * Arrives, and waits for the others.
     *
     * @return the index of this arrival: {@code parties() - 1} for the first, 0 for the last
     * @throws BarrierBrokenException if the generation is broken; the cause is what broke it
     * @throws DeadlockException if those who have yet to come are known, as the calls of a fan-out are, and wait for this one;
     *     that breaks the generation
     * @throws RefusedException if the {@link Muster} is closed before or meanwhile; that breaks the generation
     * @throws InterruptedException if this thread is interrupted while it waits; that breaks the generation
     */
    int await() throws InterruptedException;

    /**
     * As {@link #await()}, for at most the given time; zero or less does not wait.
     *
     * @throws BarrierBrokenException if the generation is broken; the cause is what broke it
     * @throws DeadlockException as {@link #await()} does
     * @throws RefusedException as {@link #await()} does
     * @throws InterruptedException if this thread is interrupted while it waits; that breaks the generation
     * @throws TimeoutException if the time runs out; that breaks the generation
     */
    int await(long time, TimeUnit unit) throws InterruptedException, TimeoutException;

    /** How many must arrive. */
    int parties();

    /** How many have arrived and wait, at this moment. */
    int waiting();

    /** Begins a new generation, whole, also after {@link #abort()}. Those who wait in the old one fail. */
    void reset();

    /** Breaks the barrier until it is {@linkplain #reset() reset}: those who wait fail, and those who come. */
    void abort();

    /** Whether who comes now would fail. */
    boolean isBroken();
}
