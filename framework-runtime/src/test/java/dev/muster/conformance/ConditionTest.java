package dev.muster.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.Muster;
import dev.muster.Task;
import dev.muster.TaskPhase;
import dev.muster.WaitTimeoutException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Conditions of lock handles, whose parties are threads of one body; and awaited by annotation. What the parties have got to
 * is counted by semaphores, which they release while they hold the lock: whoever takes it afterwards knows that they wait.
 */
class ConditionTest extends Stage {
    private static Step awaitSignal(String lock) {
        return Step.of(Verb.AWAIT_SIGNAL, lock);
    }

    private static Step awaitSignalFor(String lock, long millis) {
        return Step.of(Verb.AWAIT_SIGNAL_FOR, lock).within(millis);
    }

    private static Step signal(String lock, int times) {
        return Step.of(Verb.SIGNAL, lock).times(times);
    }

    private static Step signalAll(String lock) {
        return Step.of(Verb.SIGNAL_ALL, lock);
    }

    private static Step count(String counter) {
        return Step.of(Verb.RELEASE, counter, 0);
    }

    private static Step untilCounted(String counter, int times) {
        return Step.of(Verb.ACQUIRE, counter, 0).times(times);
    }

    private static Step counted(String counter) {
        return Step.of(Verb.AVAILABLE, counter, 0);
    }

    @DisplayName("CND-01: waiting or signalling without the lock is an error at once")
    @ParameterizedTest
    @EnumSource
    void withoutLock(Where where) throws Exception {
        on(where);
        String lock = name("lock");
        assertThat(elsewhere(
                        awaitSignal(lock),
                        awaitSignalFor(lock, 60_000),
                        signal(lock, 1),
                        signalAll(lock),
                        lock(lock),
                        signalAll(lock),
                        unlock(lock)))
                .containsExactly(NOT_HELD, NOT_HELD, NOT_HELD, NOT_HELD, DONE, DONE, DONE);
    }

    @DisplayName(
            "CND-02: three signals wake three of five, five the rest and those who wait again; signalAll wakes all")
    @ParameterizedTest
    @EnumSource
    void signals(Where where) throws Exception {
        on(where);
        String lock = name("lock");
        String waits = name("waits");
        String woken = name("woken");
        List<Step> waiter = List.of(
                lock(lock),
                count(waits),
                awaitSignal(lock),
                count(woken),
                count(waits),
                awaitSignal(lock),
                count(woken),
                unlock(lock));
        List<List<Step>> parts = new ArrayList<>(Collections.nCopies(5, waiter));
        parts.add(List.of(
                untilCounted(waits, 5),
                lock(lock),
                signal(lock, 3),
                unlock(lock),
                untilCounted(woken, 3),
                untilCounted(waits, 3),
                lock(lock),
                counted(woken),
                signal(lock, 5),
                unlock(lock),
                untilCounted(woken, 5),
                untilCounted(waits, 2),
                lock(lock),
                counted(woken),
                signalAll(lock),
                unlock(lock),
                untilCounted(woken, 2)));
        List<List<Done>> done = together(parts).join();
        List<String> signaller = texts(done.get(5));
        assertThat(signaller.get(7)).isEqualTo("0");
        assertThat(signaller.get(13)).isEqualTo("0");
        assertThat(done.subList(0, 5)).allMatch(part -> texts(part).equals(Collections.nCopies(8, DONE)));
    }

    @DisplayName(
            "CND-03: a call in a process and one in a thread wait for a condition; each is let in, one after the other")
    @ParameterizedTest
    @EnumSource(names = "PROCESSES")
    void acrossProcesses(Where where) throws Exception {
        try (Muster own = newMuster()) {
            ActorsDispatcher actors = new ActorsDispatcher(new Actors(), own);
            Task<List<Done>> inProcess = where.play(actors, Where.How.WHEN_OPEN, List.of(text("door")));
            Task<List<Done>> inThread = Where.THREADS.play(actors, Where.How.WHEN_OPEN, List.of(text("door")));
            assertThat(inProcess.phase()).isEqualTo(TaskPhase.WAITING);
            assertThat(inThread.phase()).isEqualTo(TaskPhase.WAITING);
            actors.setOpen(true);
            assertThat(texts(inProcess.join())).containsExactly("door (held by " + inProcess.name() + ")");
            assertThat(texts(inThread.join())).containsExactly("door (held by " + inThread.name() + ")");
        }
    }

    @DisplayName("CND-05: surplus signals do nothing")
    @ParameterizedTest
    @EnumSource
    void surplus(Where where) throws Exception {
        on(where);
        String lock = name("lock");
        assertThat(elsewhere(lock(lock), signal(lock, 3), signalAll(lock), awaitSignalFor(lock, 50), unlock(lock)))
                .containsExactly(DONE, DONE, DONE, NO, DONE);
    }

    @DisplayName(
            "CND-06: a timed wait returns false after about its time, and holds the lock again, as often as before")
    @ParameterizedTest
    @EnumSource
    void timed(Where where) throws Exception {
        on(where);
        String lock = name("lock");
        String free = name("free");
        Task<List<Done>> waiter = play(
                lock(lock),
                lock(lock),
                says(free),
                awaitSignalFor(lock, SHORT),
                awaitSignalFor(lock, 0),
                awaitSignalFor(lock, -1),
                unlock(lock),
                unlock(lock),
                unlock(lock));
        comes(free);
        assertThat(muster().lock(lock).tryLock(30, TimeUnit.SECONDS)).isTrue(); // it waits with nothing held
        muster().lock(lock).unlock();
        List<Done> done = waiter.join();
        assertThat(texts(done)).containsExactly(DONE, DONE, DONE, NO, NO, NO, DONE, DONE, NOT_HELD);
        tookAbout(SHORT, done.get(3));
        tookNoTime(done.get(4));
    }

    @DisplayName(
            "CND-07: a call that awaits a condition starts only when it is true; with a limit it fails if it never is")
    @ParameterizedTest
    @EnumSource
    void predicate(Where where) throws Exception {
        on(where);
        actors().setOpen(false);
        Task<List<Done>> call = play(Where.How.WHEN_OPEN, text("door"));
        assertThatThrownBy(play(Where.How.WHEN_OPEN_SOON)::join).isInstanceOf(WaitTimeoutException.class);
        actors().setOpen(false);
        assertThat(call.phase()).isEqualTo(TaskPhase.WAITING);
        actors().setOpen(true);
        assertThat(texts(call.join())).containsExactly("door (held by " + call.name() + ")");
        play(Where.How.WHEN_OPEN_SOON).join();
        actors().setOpen(false);
        assertThat(play(Where.How.WHEN_OPEN).phase()).isEqualTo(TaskPhase.WAITING);
    }

    @DisplayName(
            "CND-08, CND-09: a wait returns true when signalled; an interrupt ends it, and comes with the lock held")
    @ParameterizedTest
    @EnumSource
    void results(Where where) throws Exception {
        on(where);
        String lock = name("lock");
        String waits = name("waits");
        String strike = name("strike");
        String second = name("second");
        List<List<Done>> done = together(List.of(
                        steps(lock(lock), count(waits), awaitSignalFor(lock, 60_000), unlock(lock)),
                        steps(
                                untilCounted(waits, 1),
                                lock(lock),
                                interruptedBy(strike),
                                count(second),
                                awaitSignal(lock),
                                text(lock),
                                unlock(lock),
                                Step.of(Verb.INTERRUPTED)),
                        steps(
                                untilCounted(second, 1),
                                lock(lock),
                                says(strike),
                                awaits(strike + Step.OVER), // with the lock, which the other must have before it throws
                                signal(lock, 1),
                                unlock(lock)),
                        steps(
                                lock(lock),
                                Step.of(Verb.INTERRUPT),
                                awaitSignal(lock),
                                unlock(lock),
                                Step.of(Verb.INTERRUPTED))))
                .join();
        assertThat(texts(done.get(0))).containsExactly(DONE, DONE, YES, DONE);
        List<String> struck = texts(done.get(1));
        assertThat(struck.subList(4, 8))
                .satisfies(results -> assertThat(results.get(1)).contains("held by thread 'part-2'"))
                .startsWith(INTERRUPTED)
                .endsWith(DONE, NO);
        assertThat(texts(done.get(3))).containsExactly(DONE, DONE, INTERRUPTED, DONE, NO);
    }

    @DisplayName("CND-12: waits without the lock do not disturb those who wait with it")
    @ParameterizedTest
    @EnumSource
    void rogue(Where where) throws Exception {
        on(where);
        String lock = name("lock");
        String waits = name("waits");
        String woken = name("woken");
        String rogues = name("rogues");
        List<Step> legal = List.of(lock(lock), count(waits), awaitSignal(lock), count(woken), unlock(lock));
        List<Step> rogue = List.of(awaitSignal(lock), awaitSignalFor(lock, 10), awaitSignal(lock), count(rogues));
        List<List<Done>> done = together(List.of(
                        legal,
                        rogue,
                        legal,
                        rogue,
                        steps(
                                untilCounted(waits, 2),
                                untilCounted(rogues, 2),
                                lock(lock),
                                signal(lock, 1),
                                unlock(lock),
                                untilCounted(woken, 1),
                                lock(lock),
                                counted(woken),
                                signal(lock, 1),
                                unlock(lock),
                                untilCounted(woken, 1))))
                .join();
        assertThat(texts(done.get(1))).containsExactly(NOT_HELD, NOT_HELD, NOT_HELD, DONE);
        assertThat(texts(done.get(0))).isEqualTo(texts(done.get(2))).isEqualTo(Collections.nCopies(5, DONE));
        assertThat(texts(done.get(4)).get(7)).isEqualTo("0");
    }
}
