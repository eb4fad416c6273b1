package dev.muster.runtime.policies;

import dev.muster.call.Call;
import dev.muster.runtime.admission.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * The questions that one call has asked. Added to by one thread at a time; ended by any. Whoever adds one then looks whether the
 * call is over, and whoever ends the call then ends the tickets: so none is left.
 */
public final class Tickets {
    private volatile @Nullable Node latest;

    private record Node(Ticket ticket, @Nullable Node before) {}

    /** Asks one more policy about the call. */
    public Verdict ask(Doors doors, int index, Call<?> call) {
        Ticket ticket = doors.ask(index, call);
        latest = new Node(ticket, latest);
        return ticket.verdict();
    }

    /** Ends all of them, the latest first; nothing if that is done. */
    public void over() {
        for (Node at = latest; at != null; at = at.before) {
            at.ticket.over();
        }
    }
}
