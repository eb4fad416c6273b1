package dev.muster.benchmarks;

import dev.muster.Guarded;
import dev.muster.Key;
import dev.muster.Mode;
import dev.muster.Permits;

/** Tiny bodies that hold something. */
class Held {
    private long count;

    @Guarded("lock")
    long increment() {
        return ++count;
    }

    @Guarded(value = "table", mode = Mode.SHARED)
    long read() {
        return count;
    }

    @Guarded("table")
    long write() {
        return ++count;
    }

    @Permits(4)
    int permitted(int x) {
        return x * x;
    }

    @Guarded("account")
    int transfer(@Key Integer from, @Key Integer to) {
        return from + to;
    }
}
