package dev.muster.runtime.admission;

import dev.muster.BarrierBrokenException;
import dev.muster.MusterException;
import dev.muster.call.Description;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A barrier: those who arrive wait until all parties of their generation have.
 *
 * <p>A generation is either whole, and passes when the queue holds all parties; or broken by one that will not pass. A broken
 * one fails those who wait at once, and those {@code owed}, who have yet to come, when they come; after them the next
 * generation is whole. {@link #abort} breaks for good, until {@link #reset}. Those who are let pass or failed move from the queue
 * to {@code untold} (their requests then being over), and are taken from there one by one and told without the latch: what runs
 * then may wait for the others, who are told before it waits. {@code acting} is true while the action runs; the next generation
 * gathers meanwhile, and does not pass.
 */
public final class Barrier extends Resource {
    private static final int FOR_GOOD = Integer.MAX_VALUE;

    private final int parties;
    private int owed;
    private boolean acting;
    private @Nullable Throwable culprit;
    private final ArrayDeque<Leaving> untold = new ArrayDeque<>(0);
    private @Nullable Runnable action;
    private volatile @Nullable Consumer<Consumer<Owner>> comers;

    /** One who is let pass, or has failed because of {@code cause}. */
    private record Leaving(Request request, @Nullable Throwable cause) {}

    Barrier(Resources<?> family, @Nullable Object key, int parties) {
        super(family, key);
        if (parties < 1) {
            throw new IllegalArgumentException(family.name + ": parties must be 1 or more, not " + parties);
        }
        this.parties = parties;
    }

    /** How many must arrive. */
    public int parties() {
        return parties;
    }

    /** What is done once for each passage, after the last has arrived and before anybody goes on. */
    public void action(@Nullable Runnable once) {
        latch();
        action = once;
        unlatch();
    }

    /** Says who is still to come, where that is known: calls of one fan-out. Asked only when a deadlock is looked for. */
    public void comers(Consumer<Consumer<Owner>> whoWillCome) {
        comers = whoWillCome;
    }

    /** A party will not come: its generation is broken. Where this is retired, that of what has taken its place. */
    public void depart(Throwable cause) {
        Barrier at = (Barrier) latchLiving();
        if (at.owed > 0) {
            at.paid();
        } else {
            at.breakUp(cause, parties - at.queue.size() - 1);
        }
        at.unlatch();
        Turn.changed(at);
    }

    /** Breaks the barrier until it is {@link #reset}. */
    public void abort(Throwable cause) {
        latch();
        breakUp(cause, FOR_GOOD);
        unlatch();
        Turn.changed(this);
    }

    /** Begins a new generation; those who wait in the old one fail. */
    public void reset() {
        IllegalStateException wasReset = new IllegalStateException("barrier " + label() + " was reset");
        latch();
        if (!queue.isEmpty()) {
            breakUp(wasReset, 0);
        }
        owed = 0;
        unlatch();
        Turn.changed(this);
    }

    /** Whether those who come now fail. */
    public boolean isBroken() {
        latch();
        boolean broken = owed > 0;
        unlatch();
        return broken;
    }

    // ---------------------------------------------------------------- latch held

    @Override
    boolean entered(Claim claim) {
        if (owed > 0) {
            fail(claim);
            paid();
            return true;
        }
        claim.take = parties - 1 - (queue.size() - 1) % parties; // the arrival index, as in CyclicBarrier
        return queue.size() >= parties;
    }

    @Override
    void left(Claim claim, @Nullable Throwable reason) {
        Throwable cause =
                reason == null ? new MusterException(claim.request().owner().name() + " left") : reason;
        breakUp(cause, Math.max(0, parties - queue.size() - 1));
    }

    private void breakUp(Throwable cause, int stillToCome) {
        culprit = cause;
        owed = stillToCome;
        for (Claim claim = queue.first; claim != null; claim = queue.first) {
            fail(claim);
        }
    }

    private void fail(Claim claim) {
        queue.remove(claim);
        claim.request().over(false);
        untold.add(new Leaving(claim.request(), culprit));
    }

    private void paid() {
        owed -= owed == FOR_GOOD ? 0 : 1;
    }

    @Override
    boolean fits(Claim claim) {
        return false;
    }

    @Override
    void take(Claim claim) {}

    @Override
    void give(Claim claim) {}

    @Override
    boolean isIdle() {
        return queue.isEmpty() && untold.isEmpty() && owed == 0 && !acting && action == null;
    }

    @Override
    Need.Of alike(Claim claim) {
        return new Need.Of(this, 0);
    }

    @Override
    Need need(Claim claim) {
        return comers == null ? Need.NONE : new Need(() -> "barrier " + label() + ", and for ", parties - queue.size());
    }

    // ---------------------------------------------------------------- latch not held

    void addComers(Need need) {
        Consumer<Consumer<Owner>> known = comers;
        if (known != null) {
            known.accept(owner -> {
                if (!(owner.awaits() instanceof Request request && request.resource == this)) {
                    need.from(owner, 1);
                }
            });
        }
    }

    @Override
    void advance() {
        for (Leaving next = next(); next != null; next = next()) {
            Request request = next.request();
            Throwable cause = next.cause();
            request.tell(cause == null ? null : () -> broken(request, cause));
        }
    }

    /** Who is to be told next, among them a generation that is complete, unless an action comes before. */
    private @Nullable Leaving next() {
        latch();
        Runnable first = action;
        boolean complete = queue.size() >= parties && !acting;
        List<Request> passing = complete ? takeGeneration() : List.of();
        if (first == null) {
            leave(passing, null);
        } else {
            acting |= complete;
        }
        Leaving next = untold.poll();
        unlatch();
        if (complete && first != null) {
            Turn.ask(() -> act(first, passing));
        }
        return next;
    }

    private List<Request> takeGeneration() {
        List<Request> passing = new ArrayList<>(parties);
        while (passing.size() < parties) {
            Claim claim = Objects.requireNonNull(queue.first);
            queue.remove(claim);
            claim.request().over(true);
            passing.add(claim.request());
        }
        return passing;
    }

    private void leave(List<Request> those, @Nullable Throwable cause) {
        those.forEach(request -> untold.add(new Leaving(request, cause)));
    }

    private void act(Runnable first, List<Request> passing) {
        Throwable thrown = null;
        try {
            Turn.answer(() -> done(first));
        } catch (Throwable failure) {
            thrown = failure;
        }
        latch();
        acting = false;
        leave(passing, thrown);
        unlatch();
        Turn.changed(this);
    }

    private static boolean done(Runnable first) {
        first.run();
        return true;
    }

    private MusterException broken(Request request, Throwable cause) {
        return new BarrierBrokenException(
                request.owner().name() + " cannot pass barrier " + label() + ": " + said(cause), cause);
    }

    /** What a culprit says of itself, which may be the user's, and may throw. */
    private static String said(Throwable culprit) {
        try {
            String message = culprit.getMessage();
            return message == null ? Description.of(culprit) : message;
        } catch (Throwable thrown) {
            return Description.of(culprit);
        }
    }

    @Override
    String condition() {
        latch();
        int arrived = queue.size();
        boolean broken = owed > 0;
        unlatch();
        return broken ? "broken" : arrived + " of " + parties + " have arrived";
    }
}
