package dev.muster.runtime.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.MusterException;
import dev.muster.runtime.admission.Probe.TestOwner;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The request that an owner's blocking calls use again and again. */
class ReuseTest {
    private final Admission admission = Fixtures.admission();
    private final Units a = admission.locks("a").unkeyed();
    private final Units b = admission.locks("b").unkeyed();
    private final Units c = admission.locks("c").unkeyed();
    private final TestOwner owner = new TestOwner("owner", null);

    @AfterEach
    void nothingIsLeft() {
        for (Units units : new Units[] {a, b, c}) {
            assertThat(units.isIdle()).as("%s", units).isTrue();
        }
        assertThat(owner.holdsAnything()).isFalse();
        admission.close();
    }

    private BlockingRequest acquired(Units... several) throws InterruptedException {
        BlockingRequest request = BlockingRequest.of(owner, several[0], Units.ALL);
        for (int i = 1; i < several.length; i++) {
            request.and(several[i], Units.ALL);
        }
        request.acquire();
        return request;
    }

    private boolean holds(Units units) {
        return Fixtures.holds(owner, units) > 0;
    }

    @Test
    @DisplayName("several claims are taken again with the same objects, of whatever resources, in whatever order")
    void severalClaims() throws InterruptedException {
        BlockingRequest first = acquired(a, b);
        Claim second = first.sibling;
        first.close();
        BlockingRequest again = acquired(c, a);
        assertThat(again).isSameAs(first);
        assertThat(again.sibling).isSameAs(second);
        assertThat(holds(a) && !holds(b) && holds(c)).isTrue();
        again.close();
    }

    @Test
    @DisplayName("one claim between several leaves no trace of them, and takes nothing from the next")
    void fewerAndMoreClaims() throws InterruptedException {
        acquired(a, b, c).close();
        BlockingRequest one = BlockingRequest.acquired(owner, b, Units.ALL);
        assertThat(holds(a) || holds(c)).isFalse();
        assertThat(holds(b)).isTrue();
        one.close();
        BlockingRequest same = acquired(b, b);
        assertThat(same.sibling).isNull();
        same.close();
        BlockingRequest all = acquired(c, b, a);
        assertThat(holds(a) && holds(b) && holds(c)).isTrue();
        all.close();
    }

    @Test
    @DisplayName("one that is granted is left alone by a nested call, whichever ends first")
    void nested() throws InterruptedException {
        BlockingRequest outer = BlockingRequest.acquired(owner, a, Units.ALL);
        BlockingRequest inner = BlockingRequest.acquired(owner, b, Units.ALL);
        assertThat(inner).isNotSameAs(outer);
        outer.close();
        assertThat(holds(a)).isFalse();
        BlockingRequest next = BlockingRequest.acquired(owner, a, Units.ALL);
        assertThat(holds(a) && holds(b)).isTrue();
        inner.close();
        next.close();
    }

    @Test
    @DisplayName("one that is closed again takes nothing from who holds the same by now")
    void closedAgain() throws InterruptedException {
        BlockingRequest first = BlockingRequest.acquired(owner, a, Units.ALL);
        first.close();
        BlockingRequest other = BlockingRequest.acquired(new TestOwner("other", null), a, Units.ALL);
        first.close();
        Probe late = new Probe("late", a, Units.ALL).ask();
        assertThat(late.holds()).isFalse();
        other.close();
        assertThat(late.holds()).isTrue();
        late.close();
    }

    @Test
    @DisplayName("more units than there are is waited for, also while all are idle")
    void moreThanThereAre() {
        Units permits = admission.permits("permits", 3).unkeyed();
        BlockingRequest four = BlockingRequest.of(owner, permits, 4);
        assertThat(four.takeIdle()).isFalse();
        assertThat(four.submit()).isFalse();
        assertThat(permits.waiting()).isEqualTo(1);
        four.close();
        assertThat(permits.isIdle()).isTrue();
    }

    @Test
    @DisplayName("of several claims none is taken in one step if one is not idle")
    void allOrNothing() throws InterruptedException {
        Probe holder = new Probe("holder", c, Units.ALL).ask();
        BlockingRequest all = BlockingRequest.of(owner, a, Units.ALL);
        all.and(b, Units.ALL).and(c, Units.ALL);
        assertThat(all.takeIdle()).isFalse();
        assertThat(a.isIdle() && b.isIdle()).isTrue();
        holder.close();
        assertThat(all.takeIdle()).isTrue();
        assertThat(holds(a) && holds(b) && holds(c)).isTrue();
        all.close();
    }

    @Test
    @DisplayName("free units are not taken past a large claim that waits for more of them")
    void doesNotPassALargeClaim() throws InterruptedException {
        Units permits = admission.permits("permits", 3).unkeyed();
        BlockingRequest.acquired(owner, permits, 1).close();
        Probe holder = new Probe("holder", permits, 1).ask();
        Probe large = new Probe("large", permits, 3).ask();
        Thread quick = new Thread(() -> {
            try {
                BlockingRequest.acquired(owner, permits, 1).close();
            } catch (InterruptedException ended) {
                Thread.currentThread().interrupt();
            }
        });
        quick.start();
        while (permits.waiting() < 2) {
            Thread.onSpinWait();
        }
        holder.close();
        assertThat(large.holds()).isTrue();
        assertThat(permits.waiting()).isEqualTo(1);
        large.close();
        quick.join();
        assertThat(permits.isIdle()).isTrue();
    }

    @Test
    @DisplayName("one that has waited is not used again: others may still look at it")
    void hasWaited() throws InterruptedException {
        BlockingRequest.acquired(owner, a, Units.ALL).close();
        Probe holder = new Probe("holder", a, Units.ALL).ask();
        BlockingRequest waited = BlockingRequest.of(owner, a, Units.ALL);
        assertThat(waited.submit()).isFalse();
        holder.close();
        assertThat(waited.isHeld()).isTrue();
        waited.close();
        BlockingRequest next = BlockingRequest.acquired(owner, a, Units.ALL);
        assertThat(next).isNotSameAs(waited);
        next.close();
        BlockingRequest after = BlockingRequest.acquired(owner, a, Units.ALL);
        assertThat(after).isSameAs(next);
        after.close();
    }

    @Test
    @DisplayName("one that was interrupted before it asked is used again")
    void interrupted() throws InterruptedException {
        BlockingRequest first = BlockingRequest.acquired(owner, a, Units.ALL);
        first.close();
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> BlockingRequest.acquired(owner, a, Units.ALL))
                .isInstanceOf(InterruptedException.class);
        BlockingRequest again = BlockingRequest.acquired(owner, a, Units.ALL);
        assertThat(again).isSameAs(first);
        again.close();
    }

    @Test
    @DisplayName("one that was refused because of the order of locks does not fail a later call that has to wait")
    void refused() throws Exception {
        try (Admission strict =
                new Admission(ThreadOwner::current, Admission.Blocking.PLAIN, new LockOrder(text -> {}, true))) {
            Units low = strict.locks("low").unkeyed();
            Units high = strict.locks("high").unkeyed();
            hold(low, high);
            assertThatThrownBy(() -> hold(high, low)).isInstanceOf(MusterException.class);
            Probe holder = new Probe("holder", low, Units.ALL).ask();
            FutureTask<Boolean> waits = new FutureTask<>(() -> {
                BlockingRequest hold = BlockingRequest.acquired(owner, low, Units.ALL);
                boolean held = Fixtures.holds(owner, low) == 1;
                hold.close();
                return held;
            });
            Thread thread = new Thread(waits);
            thread.start();
            while (low.waiting() == 0 && thread.isAlive()) {
                Thread.onSpinWait();
            }
            holder.close();
            assertThat(waits.get(20, TimeUnit.SECONDS)).isTrue();
            assertThat(low.isIdle() && high.isIdle()).isTrue();
        }
    }

    /** Holds {@code outer} as a handle does, and {@code inner} as a blocking call does. */
    private void hold(Units outer, Units inner) throws InterruptedException {
        BlockingRequest outside = new BlockingRequest(owner, outer, Units.ALL);
        outside.acquire();
        try {
            BlockingRequest.acquired(owner, inner, Units.ALL).close();
        } finally {
            outside.close();
        }
    }
}
