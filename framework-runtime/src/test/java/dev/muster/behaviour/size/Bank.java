package dev.muster.behaviour.size;

import dev.muster.Guarded;
import dev.muster.Key;
import dev.muster.Parallel;
import java.util.Arrays;

/** Accounts without any locking of their own; each transfer holds its two. */
final class Bank {
    private final long[] balances;

    Bank(int accounts, long each) {
        balances = new long[accounts];
        Arrays.fill(balances, each);
    }

    @Parallel
    @Guarded("account")
    void transfer(@Key int from, @Key int to, long cents) {
        balances[from] -= cents;
        balances[to] += cents;
    }

    @Guarded("account")
    void transferNow(@Key int from, @Key int to, long cents) {
        transfer(from, to, cents);
    }

    long total() {
        return Arrays.stream(balances).sum();
    }
}
