package dev.muster.runtime.border;

import dev.muster.runtime.admission.Join;
import dev.muster.runtime.admission.JoinWatch;
import dev.muster.runtime.admission.Owner;
import dev.muster.runtime.admission.ThreadOwner;
import dev.muster.runtime.observe.Log;
import dev.muster.runtime.protocol.Ask;
import dev.muster.runtime.protocol.AskLine;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The owners of this process that its parent knows, each by a number; tells the parent which of them waits for the end of which.
 *
 * <p>{@code told} are the joins that the parent knows. Whoever tells of one looks afterwards whether it is still going on, and
 * whoever ends one looks whether it has been told of; who takes it out of {@code told} says that it is over.
 */
public final class NumberedOwners implements JoinWatch {
    private final AskLine line;
    private final Predicate<Owner> inHand;
    private final AtomicLong numbers = new AtomicLong(Ask.CALL_IN_HAND);
    private final Set<Join> told = ConcurrentHashMap.newKeySet();

    /**
     * Tells over {@code line}.
     *
     * @param inHand whether an owner is the call that the parent knows this process runs
     */
    public NumberedOwners(AskLine line, Predicate<Owner> inHand) {
        this.line = line;
        this.inHand = inHand;
    }

    /** An owner of this process, as its parent knows it. {@code lastTold} is the latest join known there to cover it. */
    private final class Numbered implements Owner.Alias {
        private final long number;
        private volatile @Nullable Join lastTold;
        private volatile boolean hasEnded;

        Numbered(boolean isCall) {
            long next = numbers.incrementAndGet();
            number = isCall ? next : -next;
        }

        @Override
        public void ended() {
            hasEnded = true;
            say(new Ask(number, "", Ask.What.OWNER_ENDED, "", null, 0, 0, 0, false, null));
        }
    }

    private void say(Ask ask) {
        try {
            line.ask(ask);
        } catch (Exception gone) {
            Log.warning("the parent cannot be told " + ask.what(), gone);
        }
    }

    /** The number of an owner, which has one from now on. */
    long numberOf(Owner owner) {
        return inHand.test(owner) ? Ask.CALL_IN_HAND : numbered(owner).number;
    }

    private Numbered numbered(Owner owner) {
        return (Numbered) owner.alias(() -> new Numbered(!(owner instanceof ThreadOwner)));
    }

    @Override
    public boolean isNeeded() {
        return numbers.get() != Ask.CALL_IN_HAND;
    }

    @Override
    public void joins(Owner joiner, Join join, Owner joined) {
        if (inHand.test(joined)) {
            return;
        }
        Numbered child = numbered(joined);
        if (child.lastTold != join) {
            child.lastTold = join;
            told.add(join);
            say(about(Ask.What.JOINS, joiner, join, child.number, joined.name(), join.needs(joined)));
            if (child.hasEnded) {
                child.ended(); // again: it must not come to life by this
            }
            if (joiner.awaits() != join) {
                joined(joiner, join);
            }
        }
    }

    @Override
    public void joined(Owner joiner, Join join) {
        if (told.remove(join)) {
            say(about(Ask.What.JOINED, joiner, join, 0, "", false));
        }
    }

    private Ask about(Ask.What what, Owner joiner, Join join, long child, String name, boolean needs) {
        return new Ask(numberOf(joiner), joiner.name(), what, name, null, child, join.since(), 0, needs, null);
    }
}
