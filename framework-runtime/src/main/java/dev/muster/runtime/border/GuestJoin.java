package dev.muster.runtime.border;

import dev.muster.MusterException;
import dev.muster.runtime.admission.Join;
import dev.muster.runtime.admission.Owner;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * The wait of an owner in a child process for the end of others there, of which those are known that have asked for something. Cannot
 * be given up: they can.
 *
 * <p>{@code members} and {@code needed} are written under the monitor of the child, and read by anybody; all else belongs to that monitor. Of the joins of one
 * owner {@code begun} tells the later.
 */
final class GuestJoin extends Join {
    private final Owner joiner;
    private final long begun;
    private final Set<GuestOwner> members = ConcurrentHashMap.newKeySet();
    private final Set<GuestOwner> needed = ConcurrentHashMap.newKeySet(); // those of them that must end
    private final List<Long> asks = new ArrayList<>();
    private boolean over;

    /** A wait that has begun at {@code begun}, by the clock of the child. */
    GuestJoin(Owner joiner, long begun) {
        this.joiner = joiner;
        this.begun = begun;
    }

    Owner joiner() {
        return joiner;
    }

    boolean isBefore(long other) {
        return begun - other < 0;
    }

    boolean isOf(long other) {
        return begun == other;
    }

    boolean isOver() {
        return over;
    }

    /** Waits for one more, of which ask {@code id} told; {@code needs} if not before that has ended. */
    void add(GuestOwner member, long id, boolean needs) {
        members.add(member);
        if (needs) {
            needed.add(member);
        }
        asks.add(id);
        member.joiner(joiner);
    }

    /** One has ended. */
    void remove(GuestOwner member) {
        members.remove(member);
        needed.remove(member);
    }

    /** It is over. The asks that told of it. */
    List<Long> end() {
        over = true;
        members.forEach(member -> member.joiner(null));
        members.clear();
        needed.clear();
        List<Long> told = List.copyOf(asks);
        asks.clear();
        return told;
    }

    @Override
    protected boolean covers(Owner child) {
        return child instanceof GuestOwner guest && members.contains(guest);
    }

    @Override
    protected void unfinished(Consumer<? super Owner> action) {
        (needed.isEmpty() ? members : needed).forEach(action);
    }

    @Override
    protected int lacking(int unfinished) {
        return Math.min(needed.size(), unfinished);
    }

    /** There may be others that have not asked for anything. */
    @Override
    protected int lackingAtWorst(int unfinished) {
        return Math.min(Math.max(1, needed.size()), unfinished);
    }

    @Override
    public boolean giveUp(MusterException reason) {
        return false;
    }
}
