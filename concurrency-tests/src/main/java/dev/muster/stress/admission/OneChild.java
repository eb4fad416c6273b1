package dev.muster.stress.admission;

import dev.muster.MusterException;
import dev.muster.runtime.admission.Join;
import dev.muster.runtime.admission.Owner;
import java.util.function.Consumer;

/** A wait for one child, which nobody ends. */
final class OneChild extends Join {
    private final Owner child;

    OneChild(Owner child) {
        this.child = child;
    }

    @Override
    protected boolean covers(Owner other) {
        return other == child;
    }

    @Override
    protected void unfinished(Consumer<? super Owner> action) {
        action.accept(child);
    }

    @Override
    public boolean giveUp(MusterException reason) {
        return false;
    }
}
