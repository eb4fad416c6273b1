package dev.muster.runtime.workers;

/**
 * Work of which one thread does a part, and which wants to know when a body of that part blocks, so that another thread can do
 * the rest meanwhile. Told by the thread itself, in pairs.
 */
public interface Pausing {
    /** A body is about to block. */
    void pauses();

    /** It goes on. */
    void resumes();
}
