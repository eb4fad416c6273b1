package dev.muster.runtime.admission;

import java.util.function.Consumer;

/** An owner's wait for the end of other calls. While it lasts, the owner lends its locks to those that it started. */
public abstract non-sealed class Join implements Wait {
    private static final int MANY = 1 << 20;

    private final long since = System.nanoTime();

    /** A wait that begins now. */
    protected Join() {}

    @Override
    public final long since() {
        return since;
    }

    /** Whether {@code child} is one of those waited for. Called under latches: reads a field or two. */
    protected abstract boolean covers(Owner child);

    /** How many of so many unfinished ones must end before the wait is over. */
    protected int lacking(int unfinished) {
        return unfinished;
    }

    /** As {@link #lacking}, where that is not known for sure: as many as it may be. */
    protected int lackingAtWorst(int unfinished) {
        return lacking(unfinished);
    }

    /** Whether the wait is over only when {@code child}, which it covers, has ended. */
    public boolean needs(Owner child) {
        return lacking(MANY) == MANY;
    }

    /** Tells of each owner waited for that has not ended. */
    protected abstract void unfinished(Consumer<? super Owner> action);
}
