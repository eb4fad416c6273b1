package dev.muster;

import java.util.concurrent.TimeUnit;

/**
 * An event as a handle, for code that needs it in the middle of a body: the same event as {@link AwaitEvent}
 * and {@link FireEvent} of that name.
 *
 * <p>Once set it stays set, for those who wait and those who come later, until it is cleared. What happened before {@link
 * #set()} happens-before a return from {@link #await()} that saw it. All methods may be called from any thread.
 */
public interface SharedEvent {
    /** Sets the event; whoever waits goes on. Does nothing if it is set; forgets a failure. */
    void set();

    /** Makes the event unset, and forgets a failure. Does nothing if it is unset. */
    void clear();

    /** Whether the event is set, at this moment. */
    boolean isSet();

    /**
     * Waits until the event is set.
     *
     * @throws RefusedException if the call that was to fire the event failed, its failure being the cause, or if the {@link
     *     Muster} is closed before or meanwhile
     * @throws InterruptedException if this thread is interrupted while it waits
     */
    void await() throws InterruptedException;

    /**
     * Waits until the event is set, for at most the given time; zero or less does not wait.
     *
     * @return whether the event was set
     * @throws RefusedException if the call that was to fire the event failed, its failure being the cause, or if the {@link
     *     Muster} is closed before or meanwhile
     * @throws InterruptedException if this thread is interrupted while it waits
     */
    boolean await(long time, TimeUnit unit) throws InterruptedException;
}
