package dev.muster.behaviour.size;

import dev.muster.Guarded;
import dev.muster.Key;
import dev.muster.Parallel;
import dev.muster.Workers;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Philosophers at a round table with a fork between each two.
 *
 * <p>Who has asked is noted when the dispatcher has returned, so whoever asks later must not eat before, if they share a fork.
 */
final class Table {
    /** What somebody has asked for: which meal, and when that was. */
    private record Asked(long meal, long tick) {}

    private final int seats;
    private final AtomicLong clock = new AtomicLong();
    private final AtomicLongArray meals;
    private final AtomicReferenceArray<Asked> asked;
    private final boolean[] inUse;
    private final AtomicLong overtaken = new AtomicLong();
    private final AtomicLong clashes = new AtomicLong();

    Table(int seats) {
        this.seats = seats;
        meals = new AtomicLongArray(seats);
        asked = new AtomicReferenceArray<>(seats);
        inUse = new boolean[seats];
        for (int i = 0; i < seats; i++) {
            asked.set(i, new Asked(0, 0));
        }
    }

    @Parallel
    @Guarded("fork")
    void onThread(@Key int left, @Key int right, long tick) {
        eat(left, right, tick);
    }

    @Parallel(on = Workers.CORES, workers = 2)
    @Guarded("fork")
    void onCore(@Key int left, @Key int right, long tick) {
        eat(left, right, tick);
    }

    private void eat(int left, int right, long tick) {
        if (inUse[left] || inUse[right]) {
            clashes.incrementAndGet();
        }
        inUse[left] = true;
        inUse[right] = true;
        meals.incrementAndGet(left);
        noteIfBefore(right, tick);
        noteIfBefore((left + seats - 1) % seats, tick);
        inUse[left] = false;
        inUse[right] = false;
    }

    private void noteIfBefore(int neighbour, long tick) {
        Asked theirs = asked.get(neighbour);
        if (theirs.meal > meals.get(neighbour) && theirs.tick < tick) {
            overtaken.incrementAndGet();
        }
    }

    long tick() {
        return clock.incrementAndGet();
    }

    void hasAsked(int seat, long meal) {
        asked.set(seat, new Asked(meal, tick()));
    }

    long meals(int seat) {
        return meals.get(seat);
    }

    long overtaken() {
        return overtaken.get();
    }

    long clashes() {
        return clashes.get();
    }
}
