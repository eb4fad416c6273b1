package dev.muster.runtime.claims;

import dev.muster.TaskPhase;
import dev.muster.call.Call;
import dev.muster.call.CallHolder;
import dev.muster.call.Deadline;
import dev.muster.call.Failure;
import dev.muster.runtime.admission.Owner;
import dev.muster.runtime.admission.Request;
import dev.muster.runtime.observe.Log;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A call as an owner of resources.
 *
 * <p>A call that goes through a {@link Gate} has a {@link Passage}. Others get a {@link PlainHolder}, when they first use a handle or
 * wait for another call, or at their start, if whoever starts them has something for them.
 */
public abstract class Holder extends Owner implements CallHolder {
    private final Call<?> call;

    Holder(Call<?> call) {
        this.call = call;
    }

    // ---------------------------------------------------------------- of which call

    /** Whether calls that this body starts have a deadline from it. */
    public static boolean hasDeadline(@Nullable Call<?> running) {
        return clockOf(running) != null;
    }

    /** The deadline that calls inherit from this one, or null. */
    static @Nullable DeadlineClock clockOf(@Nullable Call<?> parent) {
        return parent != null && parent.holder() instanceof Holder holder ? holder.clock() : null;
    }

    /** The holder of a call that is running; made now if there is none yet. */
    public static Holder of(Call<?> call) {
        CallHolder known = call.holder();
        return (Holder) (known != null ? known : call.holder(new PlainHolder(call)));
    }

    /** Whether this call, or one that it descends from, has a holder, and so may have something to lend. */
    public static boolean isInChain(Call<?> call) {
        for (Call<?> at = call; at != null; at = at.parent()) {
            if (at.holder() != null) {
                return true;
            }
        }
        return false;
    }

    /** The call. */
    public final Call<?> call() {
        return call;
    }

    @Override
    public final String name() {
        return call.name();
    }

    @Override
    protected final @Nullable Owner parent() {
        Call<?> parent = call.parent();
        return parent != null ? of(parent) : call.hasEnded() ? null : startedBy();
    }

    /** The thread that has started the call, if it is no worker and holds something; else null. */
    @Nullable
    Owner startedBy() {
        return null;
    }

    // ---------------------------------------------------------------- while it waits and runs

    /** Whether the call has not been let through its gate. */
    public final boolean isWaitingToStart() {
        return call.phase() == TaskPhase.WAITING;
    }

    /** What the call waits for, in words; null if that is no resource. */
    public @Nullable String explain() {
        return awaits() instanceof Request waiting ? waiting.explain() : null;
    }

    @Nullable
    DeadlineClock clock() {
        return null;
    }

    @Override
    public final @Nullable Deadline deadline() {
        DeadlineClock clock = clock();
        return clock == null ? null : clock.deadline();
    }

    @Override
    public int attempt() {
        return 1;
    }

    @Override
    public void begun(Call<?> begun) {}

    // ---------------------------------------------------------------- on the way out

    @Override
    public boolean repeats(Call<?> failed, Failure how) {
        return false;
    }

    @Override
    public void repeat(Call<?> waiting) {
        throw new IllegalStateException(call.name() + " is not to be run again");
    }

    @Override
    public boolean leaving(Call<?> leaving, @Nullable Failure how) {
        giveBack();
        return true;
    }

    @Override
    public boolean leaves(Call<?> cancelled) {
        return false;
    }

    @Override
    public void ended(Call<?> ended) {
        giveBack();
        Alias known = alias();
        if (known != null) {
            known.ended();
        }
    }

    /** Gives back what is held, also what the body has forgotten. */
    void giveBack() {
        if (holdsAnything()) {
            List<String> forgotten = releaseAll();
            if (!forgotten.isEmpty()) {
                Log.warning(call.name() + " has ended without releasing " + String.join(", ", forgotten)
                        + "; that was done for it. Release what a body takes in a finally block.");
            }
        }
    }
}
