package dev.muster.runtime.border;

import dev.muster.call.Call;
import dev.muster.runtime.admission.Admission;
import dev.muster.runtime.admission.Owner;
import dev.muster.runtime.claims.Holder;
import dev.muster.runtime.observe.Log;
import dev.muster.runtime.protocol.Ask;
import dev.muster.runtime.protocol.AskDesk;
import dev.muster.runtime.protocol.Reply;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * One child at the desk: who acts for it here, and for whose ends its owners wait there.
 *
 * <p>{@code owners}, {@code joins}, the latest of each owner, over or not, and {@code waiting}, the threads that act for it, are
 * guarded by this object's monitor; {@code gone} turns true under it, so that nobody begins to act for a dead child. A thread
 * leaves {@code waiting} before it replies: what an owner does next happens after what it did before.
 */
final class AskingChild implements AskDesk.Guest {
    private final Performer performer;
    private final Admission admission;
    private final Executor threads;
    private final String name;
    private final BiConsumer<Long, Reply> replies;
    private final Map<Long, GuestOwner> owners = new HashMap<>();
    private final Map<Long, GuestJoin> joins = new HashMap<>();
    private final Map<Long, Acting> waiting = new HashMap<>();
    private final Set<Owner> actedFor = Collections.newSetFromMap(new WeakHashMap<>());
    private boolean gone;

    /** A child that has asked nothing yet; each ask is done by {@code performer} on one of {@code threads}. */
    AskingChild(
            Performer performer, Admission admission, Executor threads, String name, BiConsumer<Long, Reply> replies) {
        this.performer = performer;
        this.admission = admission;
        this.threads = threads;
        this.name = name;
        this.replies = replies;
    }

    /** Somebody is about to act for an owner; the thread is null until it does. */
    private static final class Acting {
        private final Owner owner;
        private @Nullable Thread thread;
        private boolean givenUp;

        Acting(Owner owner) {
            this.owner = owner;
        }
    }

    @Override
    public void ask(long id, @Nullable Call<?> inHand, Ask ask) {
        switch (ask.what()) {
            case GIVE_UP -> giveUp(ask.number());
            case OWNER_ENDED -> ownerEnded(ask.owner());
            case JOINS -> joins(id, inHand, ask);
            case JOINED -> joined(ask, inHand);
            default -> begin(id, inHand, ask);
        }
    }

    private void begin(long id, @Nullable Call<?> inHand, Ask ask) {
        Acting acting = register(id, inHand, ask);
        if (acting == null) {
            return;
        }
        try {
            threads.execute(() -> act(id, acting, ask));
        } catch (RejectedExecutionException closed) {
            leave(id);
            replies.accept(id, Reply.failed(new IllegalStateException("the Muster of " + name + " is closed")));
        }
    }

    private synchronized @Nullable Acting register(long id, @Nullable Call<?> inHand, Ask ask) {
        if (gone) {
            return null;
        }
        Owner owner = owner(ask, inHand);
        Acting acting = new Acting(owner);
        waiting.put(id, acting);
        actedFor.add(owner);
        return acting;
    }

    private Owner owner(Ask ask, @Nullable Call<?> inHand) {
        return ask.owner() == Ask.CALL_IN_HAND
                ? Holder.of(Objects.requireNonNull(inHand))
                : guest(ask.owner(), ask.ownerName(), inHand);
    }

    private GuestOwner guest(long number, String called, @Nullable Call<?> inHand) {
        Call<?> startedBy = Ask.isThread(number) ? null : inHand;
        return owners.computeIfAbsent(number, any -> new GuestOwner(called + " in " + name, startedBy));
    }

    private void act(long id, Acting acting, Ask ask) {
        arrive(acting);
        replies.accept(id, done(id, acting.owner, ask));
    }

    /** One that is given up already comes interrupted: what waits ends at once, and what does not is done. */
    private synchronized void arrive(Acting acting) {
        acting.thread = Thread.currentThread();
        if (acting.givenUp) {
            acting.thread.interrupt();
        }
    }

    private Reply done(long id, Owner owner, Ask ask) {
        try {
            return performer.perform(owner, ask);
        } catch (Throwable failure) {
            return Reply.failed(failure);
        } finally {
            leave(id);
        }
    }

    private synchronized void leave(long id) {
        waiting.remove(id);
        var unused = Thread.interrupted(); // nobody interrupts for this ask any more
        notifyAll();
    }

    private synchronized void giveUp(long id) {
        Acting acting = waiting.get(id);
        if (acting != null) {
            giveUp(acting);
        }
    }

    private void giveUp(Acting acting) {
        acting.givenUp = true;
        if (acting.thread != null) {
            acting.thread.interrupt();
        }
    }

    private void ownerEnded(long owner) {
        GuestOwner ended;
        GuestJoin last;
        synchronized (this) {
            ended = owners.remove(owner);
            last = joins.remove(owner);
            if (ended != null) {
                joins.values().forEach(join -> join.remove(ended));
            }
        }
        end(last);
        if (ended != null) {
            performer.ended(ended);
            release(ended);
        }
    }

    // ---------------------------------------------------------------- who waits for whose end there

    private void joins(long id, @Nullable Call<?> inHand, Ask ask) {
        GuestJoin join = going(ask, inHand);
        if (join != null && add(join, ask, id, inHand)) {
            admission.joiningElsewhere(join.joiner(), join);
        } else {
            replies.accept(id, Reply.of(0));
        }
    }

    private void joined(Ask ask, @Nullable Call<?> inHand) {
        end(going(ask, inHand));
    }

    /** The join that the ask is about; null if it is over. An earlier one of the same owner is. */
    private @Nullable GuestJoin going(Ask ask, @Nullable Call<?> inHand) {
        GuestJoin known;
        GuestJoin now;
        synchronized (this) {
            known = joins.get(ask.owner());
            if (known != null && !known.isBefore(ask.nanos())) {
                return known.isOf(ask.nanos()) ? known : null;
            }
            now = new GuestJoin(owner(ask, inHand), ask.nanos());
            joins.put(ask.owner(), now);
        }
        end(known);
        return now;
    }

    /** The one who is waited for may be about to ask for the first time. */
    private synchronized boolean add(GuestJoin join, Ask ask, long id, @Nullable Call<?> inHand) {
        boolean isGoing = !gone && !join.isOver();
        if (isGoing) {
            join.add(guest(ask.number(), ask.name(), inHand), id, ask.flag());
        }
        return isGoing;
    }

    private synchronized List<GuestJoin> going() {
        return List.copyOf(joins.values());
    }

    private void end(@Nullable GuestJoin join) {
        List<Long> told;
        synchronized (this) {
            if (join == null || join.isOver()) {
                return;
            }
            told = join.end();
        }
        admission.joined(join.joiner(), join);
        told.forEach(id -> replies.accept(id, Reply.of(0)));
    }

    @Override
    public void gone() {
        List<GuestOwner> left = giveUpAll();
        going().forEach(this::end);
        boolean interrupted = awaitAll();
        actedFor.forEach(performer::ended);
        actedFor.forEach(Owner::mayRunAgain);
        left.forEach(this::release);
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized boolean awaitAll() {
        boolean interrupted = false;
        while (!waiting.isEmpty()) {
            try {
                wait();
            } catch (InterruptedException later) {
                interrupted = true;
            }
        }
        return interrupted;
    }

    private synchronized List<GuestOwner> giveUpAll() {
        gone = true;
        for (Acting acting : waiting.values()) {
            acting.owner.die();
            giveUp(acting);
        }
        List<GuestOwner> left = new ArrayList<>(owners.values());
        owners.clear();
        return left;
    }

    private void release(GuestOwner owner) {
        List<String> abandoned = owner.releaseAll();
        if (!abandoned.isEmpty()) {
            Log.warning(owner.name() + " has abandoned " + String.join(", ", abandoned) + "; that was released.");
        }
    }
}
