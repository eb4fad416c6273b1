package dev.muster.runtime.protocol;

/** Where asks are put to whoever keeps the resources. Safe for use by many threads. */
@FunctionalInterface
public interface AskLine {
    /**
     * Asks, and waits for the reply.
     *
     * @return the reply, which is no failure
     * @throws InterruptedException if this thread is interrupted while it waits, and the ask was given up in time
     * @throws Exception what the ask came to otherwise
     */
    Reply ask(Ask ask) throws Exception;
}
