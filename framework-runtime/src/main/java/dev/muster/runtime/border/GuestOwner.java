package dev.muster.runtime.border;

import dev.muster.call.Call;
import dev.muster.runtime.admission.Owner;
import dev.muster.runtime.claims.Holder;
import org.jspecify.annotations.Nullable;

/**
 * A thread of a child process, or a call that a body there has started. Its parent is the owner there that waits for its end, or
 * else, of a call, the one that the child had in hand, if any. {@code joiner} is written under the monitor of its child.
 */
final class GuestOwner extends Owner {
    private final String name;
    private final @Nullable Call<?> inHand;
    private volatile @Nullable Owner joiner;

    GuestOwner(String name, @Nullable Call<?> inHand) {
        this.name = name;
        this.inHand = inHand;
    }

    /** Who waits for its end; null if nobody does. */
    void joiner(@Nullable Owner waiting) {
        joiner = waiting;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    protected @Nullable Owner parent() {
        Owner waiting = joiner;
        return waiting != null ? waiting : inHand == null || inHand.hasEnded() ? null : Holder.of(inHand);
    }
}
