package dev.muster.call;

import java.time.Instant;

/**
 * A moment at which a call, and all that its body has started, must be over. Immutable.
 *
 * @param nanoTime the moment, as {@link System#nanoTime()} of this process counts
 * @param of whose it is, as words to follow "the deadline of"
 */
public record Deadline(long nanoTime, String of) {
    /** So many nanoseconds from now. */
    public static Deadline after(long nanos, String of) {
        return new Deadline(System.nanoTime() + nanos, of);
    }

    /** How long it is until then; zero or less if it has passed. */
    public long nanosLeft() {
        return nanoTime - System.nanoTime();
    }

    /** Whether it has passed. */
    public boolean hasPassed() {
        return nanosLeft() <= 0;
    }

    /** Whether it comes before another. */
    public boolean isBefore(Deadline other) {
        return nanoTime - other.nanoTime < 0;
    }

    /** The moment by the clock on the wall, as far as that can be known. */
    public Instant instant() {
        return Instant.now().plusNanos(nanosLeft());
    }
}
