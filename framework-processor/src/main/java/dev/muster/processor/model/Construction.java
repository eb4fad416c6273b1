package dev.muster.processor.model;

/**
 * How a child process comes by a target.
 *
 * @param way built, sent, or not at all
 * @param obstacle why not at all, as the second half of a sentence; otherwise empty
 * @param wayOut what to do about that, a sentence; otherwise empty
 */
public record Construction(Way way, String obstacle, String wayOut) {
    /** The ways. */
    public enum Way {
        /** By its constructor without parameters. */
        BUILT,
        /** It is serializable, and travels. */
        SENT,
        /** There is none. */
        NONE
    }
}
