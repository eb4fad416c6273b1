package dev.muster.runtime.border;

import dev.muster.runtime.admission.Owner;
import dev.muster.runtime.protocol.Ask;
import dev.muster.runtime.protocol.Reply;

/** Does what is asked on behalf of an owner; where the resources are, or by asking there. Safe for use by many threads. */
@FunctionalInterface
public interface Performer {
    /**
     * Does it, and blocks while it takes.
     *
     * @throws InterruptedException if this thread is interrupted while it waits; then nothing is held
     * @throws Exception what it comes to otherwise
     */
    Reply perform(Owner owner, Ask ask) throws Exception;

    /** An owner has ended, or is dead: calls that it entered and has not left have failed. */
    default void ended(Owner owner) {}
}
