package dev.muster.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.BarrierBrokenException;
import dev.muster.Batch;
import dev.muster.FanOut;
import dev.muster.Muster;
import dev.muster.SharedBarrier;
import dev.muster.Task;
import dev.muster.WorkerCrashedException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Barriers, as handles and by annotation. */
class BarrierTest extends Stage {
    private static final int FIVE = 5;

    private static Step arrive(String name, int parties) {
        return Step.of(Verb.ARRIVE, name, parties);
    }

    private static Step arriveFor(String name, int parties, long millis) {
        return Step.of(Verb.ARRIVE_FOR, name, parties).within(millis);
    }

    private static Step isBroken(String name, int parties) {
        return Step.of(Verb.IS_BROKEN, name, parties);
    }

    private static void untilArrived(int parties, SharedBarrier barrier) throws InterruptedException {
        until(parties + " have arrived at " + barrier, () -> barrier.waiting() == parties);
    }

    @DisplayName("BAR-01: five parties pass in lockstep, once and ten times in a row; nobody waits, it is not broken")
    @ParameterizedTest
    @EnumSource
    void lockstep(Where where) throws Exception {
        on(where);
        for (int passages : List.of(1, 10)) {
            String name = name("barrier");
            SharedBarrier barrier = muster().barrier(name, FIVE);
            Step[] arrivals = Collections.nCopies(passages, arrive(name, FIVE)).toArray(Step[]::new);
            List<List<String>> results = results(crowd(FIVE, arrivals));
            for (int i = 0; i < passages; i++) {
                int passage = i;
                assertThat(results.stream().map(result -> result.get(passage)))
                        .containsExactlyInAnyOrder("0", "1", "2", "3", "4");
            }
            assertThat(barrier.waiting()).isZero();
            assertThat(elsewhere(isBroken(name, FIVE), Step.of(Verb.ARRIVED, name, FIVE)))
                    .containsExactly(NO, "0");
        }
    }

    @DisplayName("BAR-01: the calls of a fan-out start together, more than there are workers, and again")
    @ParameterizedTest
    @EnumSource
    void annotation(Where where) {
        on(where);
        for (int round = 0; round < 3; round++) {
            List<List<Step>> parts = Collections.nCopies(FIVE, List.of(isBroken("single", 1)));
            Batch<List<Done>> entering = all(Where.All.MEETING, parts, FanOut.failFast());
            Batch<List<Done>> leaving = all(Where.All.PARTING, parts, FanOut.failFast());
            assertThat(entering.join()).hasSize(FIVE);
            assertThat(leaving.join()).hasSize(FIVE);
        }
    }

    @DisplayName("BAR-03: the action runs exactly once for each passage, before anybody goes on")
    @ParameterizedTest
    @EnumSource
    void action(Where where) throws Exception {
        on(where);
        String name = name("barrier");
        String acted = name("acted");
        AtomicInteger times = new AtomicInteger();
        muster().barrier(name, FIVE, () -> {
            times.incrementAndGet();
            muster().event(acted).set();
        });
        List<List<String>> results =
                results(crowd(FIVE, arrive(name, FIVE), Step.of(Verb.IS_SET, acted), arrive(name, FIVE)));
        assertThat(results).allMatch(result -> result.get(1).equals(YES));
        assertThat(times).hasValue(2);
    }

    @DisplayName("BAR-04, BAR-06: abort breaks it for the others who wait and who come, until it is reset")
    @ParameterizedTest
    @EnumSource
    void abort(Where where) throws Exception {
        on(where);
        String name = name("barrier");
        SharedBarrier barrier = muster().barrier(name, FIVE);
        List<Task<List<List<Done>>>> others = crowd(4, arrive(name, FIVE), isBroken(name, FIVE), arrive(name, FIVE));
        untilArrived(4, barrier);
        assertThat(elsewhere(Step.of(Verb.ABORT, name, FIVE))).containsExactly(DONE);
        assertThat(results(others)).hasSize(4).allMatch(List.of(BROKEN, YES, BROKEN)::equals);
        assertThat(barrier.isBroken()).isTrue();
        assertThatThrownBy(barrier::await).isInstanceOf(BarrierBrokenException.class);
        assertThat(elsewhere(Step.of(Verb.RESET, name, FIVE), isBroken(name, FIVE)))
                .containsExactly(DONE, NO);
        assertThat(results(crowd(FIVE, arrive(name, FIVE))).stream().flatMap(List::stream))
                .containsExactlyInAnyOrder("0", "1", "2", "3", "4");
    }

    @DisplayName("BAR-05: a reset breaks it for those who wait, and then all can pass again")
    @ParameterizedTest
    @EnumSource
    void reset(Where where) throws Exception {
        on(where);
        String name = name("barrier");
        SharedBarrier barrier = muster().barrier(name, FIVE);
        List<Task<List<List<Done>>>> others = crowd(4, arrive(name, FIVE), isBroken(name, FIVE));
        untilArrived(4, barrier);
        elsewhere(Step.of(Verb.RESET, name, FIVE));
        assertThat(results(others)).hasSize(4).allMatch(List.of(BROKEN, NO)::equals);
        assertThat(barrier.waiting()).isZero();
        assertThat(results(crowd(FIVE, arrive(name, FIVE))).stream().flatMap(List::stream))
                .containsExactlyInAnyOrder("0", "1", "2", "3", "4");
    }

    @DisplayName("BAR-06: a reset breaks nothing when nobody waits")
    @ParameterizedTest
    @EnumSource
    void resetWithoutWaiters(Where where) throws Exception {
        on(where);
        String name = name("barrier");
        Step reset = Step.of(Verb.RESET, name, 2);
        assertThat(elsewhere(reset, isBroken(name, 2), reset, isBroken(name, 2)))
                .containsExactly(DONE, NO, DONE, NO);
        assertThat(results(crowd(2, arrive(name, 2), arrive(name, 2))))
                .hasSize(2)
                .noneMatch(result -> result.contains(BROKEN));
    }

    @DisplayName(
            "BAR-07, BAR-08: who runs out of time gets that, all others that it is broken, also the late one; then it is whole")
    @ParameterizedTest
    @EnumSource
    void late(Where where) throws Exception {
        on(where);
        String name = name("barrier");
        SharedBarrier barrier = muster().barrier(name, 4);
        List<Task<List<List<Done>>>> patient = crowd(2, arrive(name, 4));
        untilArrived(2, barrier);
        List<Done> hasty = play(arriveFor(name, 4, SHORT), isBroken(name, 4)).join();
        assertThat(texts(hasty)).containsExactly("TimeoutException", YES);
        tookAbout(SHORT, hasty.get(0));
        assertThat(results(patient)).hasSize(2).allMatch(List.of(BROKEN)::equals);
        assertThatThrownBy(barrier::await).isInstanceOf(BarrierBrokenException.class);
        assertThat(barrier.isBroken()).isFalse();
        assertThatThrownBy(() -> barrier.await(0, TimeUnit.SECONDS)).isInstanceOf(TimeoutException.class);
        barrier.reset();
        assertThat(results(crowd(4, arrive(name, 4)))).hasSize(4).noneMatch(List.of(BROKEN)::equals);
    }

    @DisplayName("BAR-09: an interrupt of one party while it waits breaks it for the others")
    @ParameterizedTest
    @EnumSource
    void interrupted(Where where) throws Exception {
        on(where);
        String name = name("barrier");
        String strike = name("strike");
        SharedBarrier barrier = muster().barrier(name, 4);
        List<Task<List<List<Done>>>> others = crowd(2, arrive(name, 4));
        untilArrived(2, barrier);
        Task<List<Done>> struck = play(interruptedBy(strike), arrive(name, 4), isBroken(name, 4));
        untilArrived(3, barrier);
        set(strike);
        assertThat(texts(struck.join())).containsExactly(DONE, INTERRUPTED, YES);
        assertThat(results(others)).allMatch(List.of(BROKEN)::equals);
    }

    @DisplayName("BAR-09: a party that comes interrupted breaks it for the others")
    @ParameterizedTest
    @EnumSource
    void comesInterrupted(Where where) throws Exception {
        on(where);
        String name = name("barrier");
        SharedBarrier barrier = muster().barrier(name, 3);
        Task<List<Done>> other = play(arriveFor(name, 3, 5_000));
        untilArrived(1, barrier);
        assertThat(elsewhere(Step.of(Verb.INTERRUPT), arrive(name, 3), isBroken(name, 3)))
                .containsExactly(DONE, INTERRUPTED, YES);
        assertThat(texts(other.join())).containsExactly(BROKEN);
    }

    @DisplayName("BAR-09: a call that is cancelled while it waits breaks it for the others")
    @ParameterizedTest
    @EnumSource
    void cancelled(Where where) throws Exception {
        on(where);
        String name = name("barrier");
        SharedBarrier barrier = muster().barrier(name, 3);
        Task<List<Done>> other = play(arrive(name, 3));
        untilArrived(1, barrier);
        Task<List<Done>> cancelled = play(arrive(name, 3));
        untilArrived(2, barrier);
        cancelled.cancel(true);
        assertThat(texts(other.join())).containsExactly(BROKEN);
        assertThat(barrier.isBroken()).isTrue();
    }

    @DisplayName("BAR-11: one party passes alone at once; no parties, or fewer, are refused")
    @ParameterizedTest
    @EnumSource
    void alone(Where where) throws Exception {
        on(where);
        String name = name("barrier");
        assertThat(elsewhere(
                        arrive(name, 1),
                        arriveFor(name, 1, 0),
                        arrive(name("barrier"), 0),
                        arrive(name("barrier"), -1)))
                .containsExactly("0", "0", "IllegalArgumentException", "IllegalArgumentException");
        assertThatThrownBy(() -> muster().barrier("none", 0)).isInstanceOf(IllegalArgumentException.class);
    }

    @DisplayName(
            "BAR-13: a process that dies while it waits breaks the barrier, and so does one that dies before its exit barrier")
    @ParameterizedTest
    @EnumSource(names = "PROCESSES")
    void deadParty(Where where) throws Exception {
        try (Muster own = newMuster()) {
            ActorsDispatcher actors = new ActorsDispatcher(new Actors(), own);
            SharedBarrier barrier = own.barrier("barrier", 3);
            Task<List<Done>> waits = where.play(actors, Where.How.FREELY, List.of(arrive("barrier", 3)));
            untilArrived(1, barrier);
            Task<List<List<Done>>> dies = where.together(
                    actors,
                    List.of(
                            List.of(arrive("barrier", 3)),
                            List.of(awaits("die"), Step.of(Verb.HALT).times(3))));
            untilArrived(2, barrier);
            own.event("die").set();
            assertThatThrownBy(dies::join).isInstanceOf(WorkerCrashedException.class);
            assertThat(texts(waits.join())).containsExactly(BROKEN);
            List<List<Step>> parts = new ArrayList<>(Collections.nCopies(2, List.of()));
            parts.add(List.of(Step.of(Verb.HALT).times(4)));
            Batch<List<Done>> batch = Where.All.PARTING.start(where, actors, parts, FanOut.collectAll());
            assertThat(batch.outcomes().get(2).failure()).isInstanceOf(WorkerCrashedException.class);
            assertThat(batch.outcomes().subList(0, 2))
                    .allSatisfy(other -> assertThat(other.failure())
                            .isInstanceOf(BarrierBrokenException.class)
                            .hasCauseInstanceOf(WorkerCrashedException.class));
        }
    }
}
