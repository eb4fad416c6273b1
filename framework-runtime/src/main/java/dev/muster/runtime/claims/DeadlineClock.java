package dev.muster.runtime.claims;

import dev.muster.call.Deadline;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * One deadline and the calls that it ends: the call whose limit it is, and those that inherit it. One clock runs for all of them,
 * and only while there are any.
 *
 * <p>{@code members}, {@code clock} and {@code struck} are guarded by this object's monitor; {@code struck} only ever turns true.
 * A call that comes afterwards is told at once. Calls are told without the monitor.
 */
final class DeadlineClock {
    private final Deadline deadline;
    private final Timer timer;
    private final Set<TimeLimits> members = new LinkedHashSet<>();
    private @Nullable Future<?> clock;
    private boolean struck;

    DeadlineClock(Deadline deadline, Timer timer) {
        this.deadline = deadline;
        this.timer = timer;
    }

    Deadline deadline() {
        return deadline;
    }

    /** From now on the call ends at the deadline. */
    void add(TimeLimits call) {
        if (!join(call)) {
            call.tooLate(deadline);
        }
    }

    private synchronized boolean join(TimeLimits call) {
        if (!struck) {
            members.add(call);
            if (clock == null) {
                clock = timer.after(deadline.nanosLeft(), this::strike);
            }
        }
        return !struck;
    }

    /** The call need not be told any more. */
    synchronized void remove(TimeLimits call) {
        if (members.remove(call) && members.isEmpty() && clock != null) {
            clock.cancel(false);
            clock = null;
        }
    }

    private void strike() {
        struck().forEach(call -> call.tooLate(deadline));
    }

    private synchronized List<TimeLimits> struck() {
        struck = true;
        return List.copyOf(members);
    }
}
