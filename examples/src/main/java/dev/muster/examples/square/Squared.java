package dev.muster.examples.square;

import java.util.Locale;

/**
 * A number, its square, and who squared it.
 *
 * @param pid the id of the process that ran the call
 * @param worker the name of the worker in that process
 * @param x the number
 * @param square its square
 */
record Squared(long pid, String worker, int x, long square) {
    @Override
    public String toString() {
        return String.format(Locale.ROOT, "pid %-8d%-14s square(%d) = %d", pid, worker, x, square);
    }
}
