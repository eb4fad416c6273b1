package dev.muster.examples.puzzles;

import dev.muster.AwaitCondition;
import dev.muster.Guarded;
import dev.muster.Parallel;

/**
 * LB-15, Tanenbaum's philosophers: one eats if neither neighbour does.
 *
 * <p>Each seat is a target of its own, since a condition has no parameters. The solution cannot deadlock, but a philosopher whose
 * neighbours take turns starves: a condition, unlike a lock, has no order of arrival. {@link Philosophers} do not starve.
 */
final class Tanenbaum {
    private final boolean[] eating;
    private final int seat;

    Tanenbaum(boolean[] eating, int seat) {
        this.eating = eating;
        this.seat = seat;
    }

    boolean neighboursDoNotEat() {
        int seats = eating.length;
        return !eating[(seat + 1) % seats] && !eating[(seat + seats - 1) % seats];
    }

    @Parallel
    @Guarded("states")
    @AwaitCondition("neighboursDoNotEat")
    void getForks() {
        eating[seat] = true;
    }

    @Guarded("states")
    void putForks() {
        eating[seat] = false;
    }
}
