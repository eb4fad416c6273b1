package dev.muster.runtime.border;

import dev.muster.call.Call;
import dev.muster.runtime.admission.Owner;
import dev.muster.runtime.claims.Holder;
import org.jspecify.annotations.Nullable;

/** A thread of a child process, or a call that a body there has started; its parent is the call that the child has in hand. */
final class GuestOwner extends Owner {
    private final String name;
    private final Call<?> inHand;

    GuestOwner(String name, Call<?> inHand) {
        this.name = name;
        this.inHand = inHand;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    protected @Nullable Owner parent() {
        return inHand.hasEnded() ? null : Holder.of(inHand);
    }
}
