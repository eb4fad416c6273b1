package dev.muster.runtime.policies;

import dev.muster.MusterException;
import dev.muster.RefusedException;
import dev.muster.call.Description;
import dev.muster.policy.AdmissionPolicy;
import dev.muster.policy.CallInfo;
import dev.muster.policy.Decision;
import dev.muster.runtime.admission.Admission;
import dev.muster.runtime.admission.Resources;
import dev.muster.runtime.admission.Verdict;
import dev.muster.runtime.observe.Log;
import dev.muster.runtime.policies.Ticket.State;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Asks one {@link AdmissionPolicy} about calls, one question at a time, and keeps those that have to wait.
 *
 * <p>What is to be done is a message. Whoever adds one while none is under way does it, and all that others add meanwhile; so the
 * policy is called by one thread at a time, each seeing what the one before wrote, and no lock is held. No message is under way
 * while calls go on that one has let in or refused: what runs where they end may wait for others. {@code toDo} counts the
 * messages that are not done. All other fields but {@code numbers} belong to whoever is doing them.
 *
 * <p>{@code lanes} has the waiting calls by what they wait for, in order of arrival; no lane is empty. {@code askAgainAt} is when
 * the clock asks next, by {@link System#nanoTime}; 0 if it does not.
 */
public final class Doorkeeper {
    private final AdmissionPolicy policy;
    private final String name;
    private final Resources<Verdict> verdicts;
    private final Clock clock;
    private final AtomicLong numbers = new AtomicLong();
    private final Queue<Runnable> messages = new ConcurrentLinkedQueue<>();
    private final AtomicInteger toDo = new AtomicInteger();
    private final Map<String, Set<Ticket>> lanes = new LinkedHashMap<>();
    private boolean opened;
    private long rounds;
    private long askAgainAt;

    /** Has something done later. */
    @FunctionalInterface
    public interface Clock {
        /** Has {@code action} done after so many nanoseconds, unless everything ends before. */
        void after(long nanos, Runnable action);
    }

    /** For one policy in one runtime. */
    public Doorkeeper(AdmissionPolicy policy, Admission admission, Clock clock) {
        String type = policy.getClass().getName();
        this.policy = policy;
        this.name = type.substring(Math.max(type.lastIndexOf('.'), type.lastIndexOf('$')) + 1);
        this.verdicts = admission.newVerdicts(name);
        this.clock = clock;
    }

    /** The policy that is asked. */
    public AdmissionPolicy policy() {
        return policy;
    }

    /** Asks about a call. The answer comes to the ticket, perhaps at once. */
    public Ticket ask(CallInfo call) {
        Ticket ticket = new Ticket(this, call, verdicts.of(numbers.incrementAndGet()));
        post(() -> arrived(ticket));
        return ticket;
    }

    void over(Ticket ticket) {
        ticket.verdict().forget();
        post(() -> left(ticket));
    }

    private void post(Runnable message) {
        messages.add(message);
        if (toDo.getAndIncrement() == 0) {
            Admission.decide(this::work);
        }
    }

    /** Does one message. Whether there is another. */
    private boolean work() {
        attempt(messages.remove());
        return toDo.decrementAndGet() != 0;
    }

    /** What goes wrong with one call must not stop the others. */
    private void attempt(Runnable message) {
        try {
            message.run();
        } catch (Throwable thrown) {
            Log.warning("policy " + name + " failed; its calls go on", thrown);
        }
    }

    // ---------------------------------------------------------------- messages

    private void arrived(Ticket ticket) {
        if (!opened) {
            opened = true;
            attempt(() -> policy.opened(() -> post(this::askAgain)));
        }
        if (!ticket.isOver()) {
            decide(ticket);
        }
    }

    private void left(Ticket ticket) {
        State was = ticket.state;
        ticket.state = State.GONE;
        if (was == State.WAITING) {
            leaveLane(ticket);
            policy.gaveUp(ticket.call());
        } else if (was == State.ADMITTED) {
            attempt(() -> policy.ended(ticket.call()));
            askAgain();
        }
    }

    /** A round: of each lane the first is asked for, and the next as long as none has to wait on. */
    private void askAgain() {
        rounds++;
        for (String what : List.copyOf(lanes.keySet())) {
            for (Ticket first = first(what); first != null && first.round != rounds; first = first(what)) {
                first.round = rounds;
                if (first.isOver()) {
                    leaveLane(first); // its own message comes
                } else {
                    decide(first);
                }
            }
        }
    }

    private void askAgainByClock(long scheduled) {
        if (askAgainAt == scheduled) {
            askAgainAt = 0;
            askAgain();
        }
    }

    // ---------------------------------------------------------------- answers

    private void decide(Ticket ticket) {
        Decision decision;
        try {
            decision = Objects.requireNonNull(policy.mayStart(ticket.call()), "its decision is null");
        } catch (Throwable thrown) {
            refuse(ticket, name + " failed: " + Description.of(thrown), thrown);
            return;
        }
        if (decision instanceof Decision.Later later) {
            keep(ticket, later);
        } else if (decision instanceof Decision.Refuse refusal) {
            refuse(ticket, refusal.why(), null);
        } else {
            leaveLane(ticket);
            ticket.state = State.ADMITTED;
            ticket.verdict().admit();
        }
    }

    private void refuse(Ticket ticket, String why, @Nullable Throwable cause) {
        leaveLane(ticket);
        ticket.state = State.REFUSED;
        MusterException refusal = new RefusedException(ticket.call().callName() + " is refused: " + why, cause);
        ticket.verdict().refuse(refusal);
    }

    private void keep(Ticket ticket, Decision.Later later) {
        if (ticket.state != State.WAITING || !ticket.what.equals(later.what())) {
            leaveLane(ticket);
            ticket.state = State.WAITING;
            ticket.what = later.what();
            ticket.verdict().awaits(later.what());
            lanes.computeIfAbsent(later.what(), any -> new LinkedHashSet<>()).add(ticket);
        }
        if (!later.askAgain().isZero()) {
            askAgainAfter(later.askAgain());
        }
    }

    private void askAgainAfter(Duration time) {
        long nanos = TimeUnit.NANOSECONDS.convert(time);
        long at = System.nanoTime() + nanos | 1; // not 0
        if (askAgainAt == 0 || at - askAgainAt < 0) {
            askAgainAt = at;
            clock.after(nanos, () -> post(() -> askAgainByClock(at)));
        }
    }

    // ---------------------------------------------------------------- lanes

    private @Nullable Ticket first(String what) {
        Set<Ticket> lane = lanes.get(what);
        return lane == null ? null : lane.iterator().next();
    }

    private void leaveLane(Ticket ticket) {
        Set<Ticket> lane = lanes.get(ticket.what);
        if (lane != null && lane.remove(ticket) && lane.isEmpty()) {
            lanes.remove(ticket.what);
        }
    }
}
