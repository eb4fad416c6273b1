package dev.muster.runtime.admission;

/**
 * Whoever has to know which owners wait for the end of which, because another process keeps the resources that those wait for. Told
 * by any thread, perhaps twice, and perhaps when the wait is over already.
 */
public interface JoinWatch {
    /** Nobody cares. */
    JoinWatch NONE = new JoinWatch() {
        @Override
        public boolean isNeeded() {
            return false;
        }

        @Override
        public void joins(Owner joiner, Join join, Owner joined) {}

        @Override
        public void joined(Owner joiner, Join join) {}
    };

    /** Whether any owner has an {@linkplain Owner#alias alias}. */
    boolean isNeeded();

    /** {@code joiner} waits for the end of {@code joined}, which has an alias. */
    void joins(Owner joiner, Join join, Owner joined);

    /** The wait is over. */
    void joined(Owner joiner, Join join);
}
