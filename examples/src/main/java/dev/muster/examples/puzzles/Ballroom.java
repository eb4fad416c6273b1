package dev.muster.examples.puzzles;

import dev.muster.Muster;
import dev.muster.Parallel;
import dev.muster.Permits;
import dev.muster.SharedBarrier;

/**
 * LB-07, queue: leaders and followers wait for each other and dance in pairs, one pair at a time.
 *
 * <p>A barrier does not know of roles; a permit for each lets one leader and one follower at it, which is a handle, because
 * permits are granted after an annotation's barrier.
 */
final class Ballroom {
    private final Trace trace;
    private final SharedBarrier pair;

    Ballroom(Trace trace, Muster muster) {
        this.trace = trace;
        this.pair = muster.barrier("pair", 2);
    }

    @Parallel
    @Permits(value = 1, of = "leading")
    void leader(int who) throws InterruptedException {
        dance("leader");
    }

    @Parallel
    @Permits(value = 1, of = "following")
    void follower(int who) throws InterruptedException {
        dance("follower");
    }

    private void dance(String role) throws InterruptedException {
        pair.await();
        trace.add(role);
        pair.await();
    }
}
