package dev.muster.call;

/**
 * What a blocking call holds while its body runs on its caller's thread; see {@link BoundMethod#enter}. Used by that thread
 * alone. One of the methods ends the hold; further ones do nothing.
 */
public interface Hold {
    /** The body has ended, and nobody else wants to know how: gives back what is held. */
    void close();

    /**
     * The body has returned: gives back what is held, sets the events of the method, and waits at its exit barrier.
     *
     * @throws dev.muster.BarrierBrokenException if the others cannot come
     * @throws dev.muster.JoinInterruptedException if this thread is interrupted at the barrier
     */
    default void succeeded() {
        close();
    }

    /** The body has thrown: gives back what is held, and fails the events and the exit barrier of the method. */
    default void failed(Throwable thrown) {
        close();
    }
}
