package dev.muster.runtime.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.BarrierBrokenException;
import dev.muster.MusterException;
import dev.muster.RefusedException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Events and barriers, step by step on one thread. */
class EventAndBarrierTest {
    private final Admission admission = Fixtures.admission();
    private final Event event = admission.events("event").unkeyed();

    @AfterEach
    void close() {
        admission.close();
    }

    private static List<Probe> arrive(Barrier barrier, int count) {
        List<Probe> probes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            probes.add(new Probe("party-" + i, barrier, 0).ask());
        }
        return probes;
    }

    @Test
    @DisplayName("EVT-01 EVT-02 EVT-06: one set releases all; later ones pass; after clear it works again")
    void setReleasesAll() {
        List<Probe> waiting = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            waiting.add(new Probe("w" + i, event, 0).ask());
        }
        assertThat(event.toString()).isEqualTo("event (unset)");
        assertThat(waiting).noneMatch(Probe::holds);
        event.set();
        event.set();
        assertThat(event.toString()).isEqualTo("event (set)");
        assertThat(waiting).allMatch(Probe::holds);
        assertThat(new Probe("later", event, 0).ask().holds()).isTrue();
        event.clear();
        event.clear();
        Probe again = new Probe("again", event, 0).ask();
        assertThat(again.holds()).isFalse();
        event.set();
        assertThat(again.holds()).isTrue();
        event.clear();
        assertThat(event.isIdle()).isTrue();
    }

    @Test
    @DisplayName("a failed event fails those who wait and those who come, with the cause; set and clear forget it")
    void failure() {
        Exception cause = new Exception("no data");
        Probe waiting = new Probe("waiting", event, 0).ask();
        event.fail(cause);
        assertThat(waiting.reason).isInstanceOf(RefusedException.class).hasCause(cause);
        assertThat(new Probe("later", event, 0).ask().reason).hasCause(cause);
        event.set();
        assertThat(new Probe("set", event, 0).ask().holds()).isTrue();
        event.fail(cause);
        assertThat(new Probe("still set", event, 0).ask().holds()).isTrue();
    }

    @Test
    @DisplayName("a waiter that gives up leaves the event; the others are not disturbed")
    void giveUpAtEvent() {
        Probe first = new Probe("first", event, 0).ask();
        Probe second = new Probe("second", event, 0).ask();
        assertThat(first.giveUp(new MusterException("enough"))).isTrue();
        assertThat(event.waiting()).isEqualTo(1);
        event.set();
        assertThat(first.granted).isZero();
        assertThat(second.holds()).isTrue();
    }

    @Test
    @DisplayName("BAR-01 BAR-11: parties pass together, generation after generation; one party passes alone")
    void generations() {
        Barrier barrier = admission.barriers("barrier", 5).unkeyed();
        for (int generation = 0; generation < 10; generation++) {
            List<Probe> parties = arrive(barrier, 4);
            assertThat(parties).noneMatch(Probe::holds);
            parties.addAll(arrive(barrier, 1));
            assertThat(parties).allMatch(Probe::holds);
            assertThat(parties).extracting(p -> p.take).containsExactly(4, 3, 2, 1, 0);
        }
        assertThat(barrier.waiting()).isZero();
        assertThat(barrier.isBroken()).isFalse();
        assertThat(arrive(admission.barriers("alone", 1).unkeyed(), 1)).allMatch(Probe::holds);
        assertThatThrownBy(() -> admission.barriers("none", 0).unkeyed()).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> admission.barriers("barrier", 4).unkeyed()).isInstanceOf(MusterException.class);
    }

    @Test
    @DisplayName(
            "BAR-03: the action runs once for each passage, before anyone goes on; those who arrive meanwhile wait")
    void action() {
        Barrier barrier = admission.barriers("barrier", 2).unkeyed();
        AtomicInteger runs = new AtomicInteger();
        List<Probe> parties = new ArrayList<>();
        List<Probe> next = new ArrayList<>();
        barrier.action(() -> {
            if (runs.incrementAndGet() == 1) {
                assertThat(parties).noneMatch(Probe::holds);
                next.addAll(arrive(barrier, 2));
                assertThat(next).noneMatch(Probe::holds);
            }
        });
        parties.addAll(arrive(barrier, 1));
        parties.addAll(arrive(barrier, 1));
        assertThat(parties).allMatch(Probe::holds);
        assertThat(next).allMatch(Probe::holds);
        assertThat(runs.get()).isEqualTo(2);
    }

    @Test
    @DisplayName("an action that throws breaks that generation alone")
    void actionThrows() {
        Barrier barrier = admission.barriers("barrier", 2).unkeyed();
        RuntimeException thrown = new IllegalStateException("bad action");
        barrier.action(() -> {
            throw thrown;
        });
        List<Probe> parties = arrive(barrier, 2);
        assertThat(parties).allMatch(p -> p.reason instanceof BarrierBrokenException && p.reason.getCause() == thrown);
        barrier.action(null);
        assertThat(arrive(barrier, 2)).allMatch(Probe::holds);
    }

    @Test
    @DisplayName(
            "BAR-07 BAR-08 BAR-09: one gives up; those who wait and those still to come fail; the next generation is whole")
    void brokenGeneration() {
        Barrier barrier = admission.barriers("barrier", 4).unkeyed();
        List<Probe> waiting = arrive(barrier, 2);
        MusterException limit = new MusterException("limit");
        waiting.get(0).giveUp(limit);
        assertThat(waiting.get(0).reason).isSameAs(limit);
        assertThat(waiting.get(1).reason)
                .isInstanceOf(BarrierBrokenException.class)
                .hasCause(limit);
        assertThat(barrier.isBroken()).isTrue();
        assertThat(arrive(barrier, 2)).allMatch(p -> p.reason instanceof BarrierBrokenException);
        assertThat(barrier.isBroken()).isFalse();
        assertThat(arrive(barrier, 4)).allMatch(Probe::holds);
    }

    @Test
    @DisplayName("a party that departs before it arrives breaks its generation with its failure")
    void departure() {
        Barrier barrier = admission.barriers("barrier", 3).unkeyed();
        List<Probe> waiting = arrive(barrier, 1);
        Exception culprit = new Exception("row 7 is bad");
        barrier.depart(culprit);
        assertThat(waiting.get(0).reason)
                .isInstanceOf(BarrierBrokenException.class)
                .hasCause(culprit);
        assertThat(arrive(barrier, 1)).allMatch(p -> p.failed == 1);
        assertThat(arrive(barrier, 3)).allMatch(Probe::holds);
        barrier.depart(culprit);
        barrier.depart(culprit);
        barrier.depart(culprit);
        assertThat(barrier.isBroken()).isFalse();
    }

    @Test
    @DisplayName("BAR-04 BAR-05 BAR-06: abort breaks until reset; reset fails those who wait, and breaks nothing else")
    void abortAndReset() {
        Barrier barrier = admission.barriers("barrier", 3).unkeyed();
        barrier.reset();
        assertThat(barrier.isBroken()).isFalse();
        List<Probe> waiting = arrive(barrier, 2);
        barrier.abort(new IllegalStateException("aborted"));
        assertThat(waiting).allMatch(p -> p.reason instanceof BarrierBrokenException);
        assertThat(barrier.isBroken()).isTrue();
        assertThat(arrive(barrier, 7)).allMatch(p -> p.reason instanceof BarrierBrokenException);
        barrier.reset();
        assertThat(barrier.isBroken()).isFalse();
        List<Probe> reset = arrive(barrier, 2);
        barrier.reset();
        assertThat(reset).allMatch(p -> p.reason instanceof BarrierBrokenException);
        assertThat(arrive(barrier, 3)).allMatch(Probe::holds);
        assertThat(barrier.isIdle()).isTrue();
    }

    @Test
    @DisplayName("a deadlock through a barrier is found where it is known who is still to come")
    void deadlockThroughBarrier() {
        Units lock = admission.locks("lock").unkeyed();
        Barrier barrier = admission.newBarrier("fan-out", 2);
        Probe.TestOwner early = new Probe.TestOwner("early", null);
        Probe.TestOwner late = new Probe.TestOwner("late", null);
        barrier.comers(action -> List.of(early, late).forEach(action));
        Probe held = new Probe(early, lock, Units.ALL, null).ask();
        Probe arrived = new Probe(early, barrier, 0, null).ask();
        Probe wants = new Probe(late, lock, Units.ALL, null).ask();
        admission.deadlocks().look();
        assertThat(arrived.failed).isZero();
        assertThat(wants.reason)
                .hasMessageContaining(
                        "late waits for lock, held by early, which waits for barrier fan-out, and for late");
        barrier.depart(wants.reason);
        assertThat(arrived.failed).isEqualTo(1);
        held.close();
    }
}
