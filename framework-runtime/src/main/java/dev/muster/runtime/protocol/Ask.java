package dev.muster.runtime.protocol;

import dev.muster.wire.WireReader;
import dev.muster.wire.WireWriter;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What somebody in a child asks of the resources, which its parent keeps; answered by one {@link Reply}.
 *
 * <p>Layout, after the head of an {@link Answer} whose id is the ask's own: {@code long} owner, {@code String} its name, {@code
 * byte} what, {@code String} name, {@code byte[]} key or null (see {@link Keys}), {@code long} number, {@code long} nanos,
 * {@code int} count, {@code boolean} flag, {@code byte[]} terms or null.
 *
 * @param owner who asks, in the numbering of the child; {@link #CALL_IN_HAND} is the call whose answer is due, and a negative one
 *     is a thread outside of calls
 * @param ownerName its name, for messages
 * @param what what is asked
 * @param name the name of the resource
 * @param key its key, or null
 * @param number how many permits or parties there are; or the id of an ask, a condition or a hold
 * @param nanos the longest wait, or {@link #FOR_EVER}
 * @param count how many permits are meant
 * @param flag exclusive rather than shared; interruptibly; bounded: as {@code what} says
 * @param terms for {@link What#ENTER}, the method and its terms (see {@link MethodTerms}); else null
 */
@SuppressWarnings({"ArrayRecordComponent", "EnumOrdinal"}) // never compared; the order of What is the contract
public record Ask(
        long owner,
        String ownerName,
        What what,
        String name,
        byte @Nullable [] key,
        long number,
        long nanos,
        int count,
        boolean flag,
        byte @Nullable [] terms) {
    /** The owner that is the call which the child has in hand. */
    public static final long CALL_IN_HAND = 0;

    /** No limit. */
    public static final long FOR_EVER = Long.MAX_VALUE;

    /** Whether an owner of this number is a thread outside of calls. */
    public static boolean isThread(long owner) {
        return owner < 0;
    }

    /** What is asked. The reply's value is 0 unless said otherwise; 1 is yes. */
    public enum What {
        /** Give up the ask whose id is {@code number}. Has no reply of its own. */
        GIVE_UP,
        /** The owner has ended: release what it holds. Has no reply. */
        OWNER_ENDED,
        /** Lock, for so long; flag: exclusively. Whether it is locked. */
        LOCK,
        /** Lock if that is possible at once, whoever waits; flag: exclusively. Whether it is locked. */
        TRY_LOCK,
        /** Unlock; flag: the exclusive side. */
        UNLOCK,
        /** The lock in words; flag: the exclusive side. The reply's text. */
        LOCK_TEXT,
        /** Wait for a signal of condition {@code number}, for so long. Whether it came. */
        AWAIT_SIGNAL,
        /** Signal one that waits for condition {@code number}; flag: all. */
        SIGNAL,
        /** Acquire {@code count} of {@code number} permits for so long; flag: in turn. Whether they are acquired. */
        ACQUIRE,
        /** Release {@code count} of {@code number} permits; flag: no more than are out. */
        RELEASE,
        /** Take all free ones of {@code number} permits. How many. */
        DRAIN,
        /** Take {@code count} of {@code number} permits that need not be free. */
        REDUCE,
        /** How many of {@code number} permits are free. */
        AVAILABLE,
        /** How many wait for one of {@code number} permits. */
        SEMAPHORE_WAITING,
        /** The permits in words. The reply's text. */
        SEMAPHORE_TEXT,
        /** Set the event. */
        SET,
        /** Clear the event. */
        CLEAR,
        /** Whether the event is set. */
        IS_SET,
        /** Wait for the event, for so long. Whether it is set. */
        AWAIT_EVENT,
        /** The event in words. The reply's text. */
        EVENT_TEXT,
        /** Arrive at the barrier of {@code number} parties, and wait, for so long. The arrival index. */
        ARRIVE,
        /** Reset the barrier. */
        RESET,
        /** Abort the barrier. */
        ABORT,
        /** Whether the barrier is broken. */
        IS_BROKEN,
        /** How many wait at the barrier. */
        BARRIER_WAITING,
        /** The barrier in words. The reply's text. */
        BARRIER_TEXT,
        /** Have the conditions under the lock asked again. */
        RECHECK,
        /** Admit a call on the given terms. The id of the hold. */
        ENTER,
        /** The call of hold {@code number} has ended; flag: it succeeded. {@code name} says how it failed otherwise. */
        LEAVE,
        /** The call of hold {@code number} is to be run again: give back what it holds, and tell nobody. */
        PAUSE,
        /**
         * The owner waits for the end of owner {@code number}, called {@code name}, which asks for something, has asked, or waits
         * for one that has; and lends to it, since {@code nanos} by the child's clock. Flag: that end is needed, whatever the
         * others do that it waits for. Its reply comes when the wait is over, and is not waited for.
         */
        JOINS,
        /** The owner's wait since {@code nanos} is over. Has no reply. */
        JOINED;

        private static final What[] ALL = values();
    }

    /** Whether the call that the child has in hand waits until the reply comes. */
    public boolean isByCallInHand() {
        return owner == CALL_IN_HAND && what != What.GIVE_UP && what != What.OWNER_ENDED && what != What.JOINED;
    }

    /** Whether somebody in the child waits for the reply. */
    public boolean isAwaited() {
        return switch (what) {
            case GIVE_UP, OWNER_ENDED, JOINS, JOINED -> false;
            default -> true;
        };
    }

    /** Whether others may have to do something before the reply comes. */
    public boolean mayWait() {
        return switch (what) {
            case LOCK, AWAIT_SIGNAL, ACQUIRE, AWAIT_EVENT, ARRIVE, ENTER, LEAVE -> true;
            default -> false;
        };
    }

    /** The same, on behalf of another owner. */
    public Ask by(long otherOwner, String otherName) {
        return new Ask(otherOwner, otherName, what, name, key, number, nanos, count, flag, terms);
    }

    /** Writes the ask. */
    public void write(WireWriter out) throws IOException {
        out.putLong(owner);
        out.putString(ownerName);
        out.putByte((byte) what.ordinal());
        out.putString(name);
        out.putBytes(key);
        out.putLong(number);
        out.putLong(nanos);
        out.putInt(count);
        out.putBoolean(flag);
        out.putBytes(terms);
    }

    /** Reads an ask. */
    public static Ask read(WireReader in) throws IOException {
        long owner = in.getLong();
        String ownerName = Objects.requireNonNullElse(in.getString(), "");
        int what = in.getByte();
        if (what < 0 || what >= What.ALL.length) {
            throw new BrokenChannelException("not what can be asked: " + what);
        }
        return new Ask(
                owner,
                ownerName,
                What.ALL[what],
                Objects.requireNonNullElse(in.getString(), ""),
                in.getBytes(),
                in.getLong(),
                in.getLong(),
                in.getInt(),
                in.getBoolean(),
                in.getBytes());
    }
}
