package dev.muster.runtime.claims;

import dev.muster.call.Call;
import dev.muster.call.Deadline;
import dev.muster.runtime.admission.Owner;
import org.jspecify.annotations.Nullable;

/** The holder of a call that goes through no gate. Whoever starts the call may have something for it. Immutable. */
public final class PlainHolder extends Holder {
    private final @Nullable Owner startedBy;
    private final int attempt;
    private final @Nullable DeadlineClock clock;

    PlainHolder(Call<?> call) {
        this(call, null, 1, clockOf(call.parent()));
    }

    private PlainHolder(Call<?> call, @Nullable Owner startedBy, int attempt, @Nullable DeadlineClock clock) {
        super(call);
        this.startedBy = startedBy;
        this.attempt = attempt;
        this.clock = clock;
    }

    /** A new call, whose end is seen to by who waits for it, has the deadline of the one that started it. */
    public static void inherit(Call<?> call) {
        if (hasDeadline(call.parent())) {
            call.holder(new PlainHolder(call));
        }
    }

    /** A new call does a part of what its parent does: it is of the same run, and has its deadline. */
    public static void ofSameRun(Call<?> part, Call<?> whole) {
        part.holder(new PlainHolder(part, null, of(whole).attempt(), clockOf(part.parent())));
    }

    /**
     * A new call has come from the parent process, for one of its runs; if there is a deadline, the parent ends it then, and those
     * that its body starts inherit that.
     */
    public static void received(Call<?> call, int attempt, @Nullable Deadline deadline, Timer timer) {
        call.holder(new PlainHolder(call, null, attempt, deadline == null ? null : new DeadlineClock(deadline, timer)));
    }

    /** A new call is started by a thread that is no worker, and holds something which it may lend. */
    public static void startedBy(Owner thread, Call<?> call) {
        call.holder(new PlainHolder(call, thread, 1, clockOf(call.parent())));
    }

    @Override
    @Nullable
    Owner startedBy() {
        return startedBy;
    }

    @Override
    @Nullable
    DeadlineClock clock() {
        return clock;
    }

    @Override
    public int attempt() {
        return attempt;
    }
}
