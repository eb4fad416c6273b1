package dev.muster.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.Batch;
import dev.muster.CallFailedException;
import dev.muster.FanOut;
import dev.muster.SharedSemaphore;
import dev.muster.Task;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Permits, as handles and by annotation, bounded and not. */
class SemaphoreTest extends Stage {
    private static final String REFUSED = "IllegalArgumentException";
    private static final String TOO_MANY = "IllegalStateException";

    @TempDir
    private Path folder;

    private Step increment() throws IOException {
        return Step.of(
                Verb.INCREMENT,
                Files.writeString(folder.resolve(name("count")), "0").toString());
    }

    private static Step acquire(String name, int permits) {
        return Step.of(Verb.ACQUIRE, name, permits);
    }

    private static Step tryAcquire(String name, int permits) {
        return Step.of(Verb.TRY_ACQUIRE, name, permits);
    }

    private static Step release(String name, int permits) {
        return Step.of(Verb.RELEASE, name, permits);
    }

    private static Step releaseBounded(String name, int permits) {
        return Step.of(Verb.RELEASE_BOUNDED, name, permits);
    }

    private static Step available(String name, int permits) {
        return Step.of(Verb.AVAILABLE, name, permits);
    }

    private static void untilWaiting(int parties, SharedSemaphore semaphore) throws InterruptedException {
        until(parties + " wait for " + semaphore, () -> semaphore.waiting() == parties);
    }

    @DisplayName("SEM-01: the count reads 2, 1, 0; one more try fails and changes nothing; releases restore it")
    @ParameterizedTest
    @EnumSource
    void counts(Where where) throws Exception {
        on(where);
        String name = name("semaphore");
        Step available = available(name, 2);
        assertThat(elsewhere(
                        available,
                        acquire(name, 2),
                        available,
                        tryAcquire(name, 2),
                        available,
                        tryAcquire(name, 2),
                        available))
                .containsExactly("2", DONE, "1", YES, "0", NO, "0");
        SharedSemaphore semaphore = muster().semaphore(name, 2);
        assertThat(semaphore.tryAcquire()).isFalse();
        semaphore.release();
        assertThat(elsewhere(available, release(name, 2), available)).containsExactly("1", DONE, "2");
        assertThat(semaphore.available()).isEqualTo(2);
    }

    @DisplayName(
            "SEM-02, BSE-02: a negative number is refused, and so is another number for the same name; none is not")
    @ParameterizedTest
    @EnumSource
    void numbers(Where where) throws Exception {
        on(where);
        String name = name("semaphore");
        assertThat(elsewhere(available(name("semaphore"), -1), available(name, 0), available(name, 1)))
                .containsExactly(REFUSED, "0", "MusterException");
        assertThatThrownBy(() -> muster().semaphore("negative", -1)).isInstanceOf(IllegalArgumentException.class);
    }

    @DisplayName(
            "SEM-03, SEM-05, SEM-09: more may be released than were taken; many at once is the same as one by one; taking many is"
                    + " all or nothing")
    @ParameterizedTest
    @EnumSource
    void many(Where where) throws Exception {
        on(where);
        String name = name("semaphore");
        Step available = available(name, 2);
        List<Done> done = play(
                        release(name, 2),
                        available,
                        release(name, 2).times(3),
                        available,
                        tryAcquire(name, 2).times(7),
                        Step.of(Verb.TRY_ACQUIRE_FOR, name, 2).times(7).within(SHORT),
                        available,
                        tryAcquire(name, 2).times(6),
                        available,
                        release(name, 2),
                        release(name, 2),
                        available)
                .join();
        assertThat(texts(done)).containsExactly(DONE, "3", DONE, "6", NO, NO, "6", YES, "0", DONE, DONE, "2");
        tookAbout(SHORT, done.get(5));
    }

    @DisplayName(
            "SEM-07: a timed take succeeds at once if it can, and else fails after about its time; no time is no wait")
    @ParameterizedTest
    @EnumSource
    void timed(Where where) throws Exception {
        on(where);
        String name = name("semaphore");
        Step timed = Step.of(Verb.TRY_ACQUIRE_FOR, name, 1);
        List<Done> done = play(
                        timed.within(Long.MAX_VALUE),
                        timed.within(SHORT),
                        timed.within(0),
                        timed.within(-1),
                        release(name, 1))
                .join();
        assertThat(texts(done)).containsExactly(YES, NO, NO, NO, DONE);
        tookNoTime(done.get(0));
        tookAbout(SHORT, done.get(1));
        tookNoTime(done.get(2));
        tookNoTime(done.get(3));
        assertThat(muster().semaphore(name, 1).waiting()).isZero();
        assertThat(muster().semaphore(name, 1).available()).isEqualTo(1);
    }

    @DisplayName("SEM-08: the permit of a call returns when the body throws and when it returns")
    @ParameterizedTest
    @EnumSource
    void released(Where where) throws Exception {
        on(where);
        SharedSemaphore permits = muster().semaphore("twoPermits", 2);
        Task<List<Done>> throwing =
                play(Where.How.PERMITTED, available("twoPermits", 2), Step.of(Verb.THROW, "on purpose"));
        assertThatThrownBy(throwing::join)
                .isInstanceOf(CallFailedException.class)
                .hasRootCauseMessage("on purpose");
        throwing.awaitEnd();
        assertThat(permits.available()).isEqualTo(2);
        Task<List<Done>> returning = play(Where.How.PERMITTED, available("twoPermits", 2));
        assertThat(texts(returning.join())).containsExactly("1");
        returning.awaitEnd();
        assertThat(permits.available()).isEqualTo(2);
    }

    @DisplayName(
            "SEM-10: takes are interruptible before and while they wait; the uninterruptible form keeps the status")
    @ParameterizedTest
    @EnumSource
    void interrupts(Where where) throws Exception {
        on(where);
        String name = name("semaphore");
        SharedSemaphore semaphore = muster().semaphore(name, 0);
        Step interrupt = Step.of(Verb.INTERRUPT);
        Step interrupted = Step.of(Verb.INTERRUPTED);
        Step timed = Step.of(Verb.TRY_ACQUIRE_FOR, name, 0).within(60_000);
        assertThat(elsewhere(interrupt, acquire(name, 0), interrupted, interrupt, timed, interrupted))
                .containsExactly(DONE, INTERRUPTED, NO, DONE, INTERRUPTED, NO);
        for (Step take : List.of(acquire(name, 0), timed)) {
            String strike = name("strike");
            Task<List<Done>> waiter = play(interruptedBy(strike), take, interrupted);
            untilWaiting(1, semaphore);
            set(strike);
            assertThat(texts(waiter.join())).containsExactly(DONE, INTERRUPTED, NO);
            assertThat(semaphore.waiting()).isZero();
        }
        String strike = name("strike");
        Step stubborn = Step.of(Verb.ACQUIRE_UNINTERRUPTIBLY, name, 0);
        Task<List<Done>> waiter = play(interruptedBy(strike), stubborn, interrupted);
        untilWaiting(1, semaphore);
        set(strike);
        comes(strike + Step.OVER);
        semaphore.release();
        assertThat(texts(waiter.join())).containsExactly(DONE, DONE, YES);
        assertThat(semaphore.available()).isZero();
    }

    @DisplayName("SEM-12: a release in one place lets a waiter in another go on, and nobody need have taken it")
    @ParameterizedTest
    @EnumSource
    void releasedElsewhere(Where where) throws Exception {
        on(where);
        String name = name("semaphore");
        SharedSemaphore semaphore = muster().semaphore(name, 0);
        Task<List<Done>> waiter = play(acquire(name, 0), acquire(name, 0));
        untilWaiting(1, semaphore);
        elsewhere(release(name, 0));
        semaphore.release();
        assertThat(texts(waiter.join())).containsExactly(DONE, DONE);
        Task<List<Done>> releases = play(release(name, 0).times(2));
        semaphore.acquire(2);
        releases.join();
        assertThat(semaphore.available()).isZero();
    }

    @DisplayName(
            "SEM-13: drain takes all that are free and says how many; reduce may go below zero; a negative number is refused")
    @ParameterizedTest
    @EnumSource
    void drainAndReduce(Where where) throws Exception {
        on(where);
        String name = name("semaphore");
        Step available = available(name, 3);
        Step drain = Step.of(Verb.DRAIN, name, 3);
        Step reduce = Step.of(Verb.REDUCE, name, 3);
        assertThat(elsewhere(
                        drain,
                        drain,
                        reduce.times(2),
                        available,
                        drain,
                        release(name, 3).times(5),
                        available,
                        release(name, 3).times(-1),
                        acquire(name, 3).times(-1),
                        tryAcquire(name, 3).times(-1),
                        reduce.times(-1),
                        available))
                .containsExactly("3", "0", DONE, "-2", "-2", DONE, "5", REFUSED, REFUSED, REFUSED, REFUSED, "5");
    }

    @DisplayName("SEM-14: a waiter that is cancelled neither adds a permit nor wakes another")
    @ParameterizedTest
    @EnumSource
    void cancelled(Where where) throws Exception {
        on(where);
        String name = name("semaphore");
        SharedSemaphore semaphore = muster().semaphore(name, 0);
        Task<List<Done>> first = play(acquire(name, 0));
        untilWaiting(1, semaphore);
        Task<List<Done>> second = play(acquire(name, 0));
        untilWaiting(2, semaphore);
        assertThat(first.cancel(true)).isTrue();
        first.awaitEnd();
        assertThat(semaphore.waiting()).isEqualTo(1);
        assertThat(semaphore.available()).isZero();
        assertThat(second.isDone()).isFalse();
        semaphore.release();
        assertThat(texts(second.join())).containsExactly(DONE);
        assertThat(semaphore.available()).isZero();
    }

    @DisplayName("SEM-14: a call that is cancelled while it waits for a permit neither adds one nor starts another")
    @ParameterizedTest
    @EnumSource
    void cancelledCall(Where where) throws Exception {
        on(where);
        SharedSemaphore permits = muster().semaphore("twoPermits", 2);
        permits.acquire(2);
        Task<List<Done>> first = play(Where.How.PERMITTED);
        Task<List<Done>> second = play(Where.How.PERMITTED, available("twoPermits", 2));
        untilWaiting(2, permits);
        first.cancel(true);
        assertThat(permits.waiting()).isEqualTo(1);
        assertThat(second.isDone()).isFalse();
        permits.release();
        assertThat(texts(second.join())).containsExactly("0");
        second.awaitEnd();
        assertThat(permits.available()).isEqualTo(1);
        permits.release();
    }

    @DisplayName("SEM-15: after ten thousand races of a release with a cancellation there is exactly one permit")
    @ParameterizedTest
    @EnumSource(names = "THREADS")
    void races(Where where) throws Exception {
        on(where);
        race(10_000);
    }

    @DisplayName("SEM-15: after a thousand races of a release with a cancellation there is exactly one permit")
    @ParameterizedTest
    @EnumSource(names = "PROCESSES")
    void racesInChild(Where where) throws Exception {
        on(where);
        race(1_000);
    }

    private void race(int times) throws InterruptedException {
        String name = name("semaphore");
        assertThat(elsewhere(Step.of(Verb.RACE_RELEASE_AND_INTERRUPT, name, 1).times(times)))
                .containsExactly("1");
        assertThat(muster().semaphore(name, 1).waiting()).isZero();
    }

    @DisplayName(
            "SEM-16: with one permit it is a mutex: n calls of k increments give n * k, by annotation and by handle")
    @ParameterizedTest
    @EnumSource
    void mutex(Where where) throws Exception {
        on(where);
        Step increment = increment();
        List<Step> byHandle = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            byHandle.addAll(List.of(acquire("mutex", 1), increment, release("mutex", 1)));
        }
        FanOut leavesAWorker = FanOut.failFast().window(Actors.WORKERS - 1);
        Batch<List<Done>> one =
                all(Where.All.ALONE, Collections.nCopies(8, Collections.nCopies(20, increment)), FanOut.failFast());
        Batch<List<Done>> other = all(Where.All.FREELY, Collections.nCopies(8, byHandle), leavesAWorker);
        one.join();
        other.join();
        assertThat(Files.readString(Path.of(increment.name()))).isEqualTo("320");
        assertThat(muster().semaphore("mutex", 1).available()).isEqualTo(1);
    }

    @DisplayName("SEM-18, BSE-03: who waits and how many is told; the text shows how many of how many are free")
    @ParameterizedTest
    @EnumSource
    void text(Where where) throws Exception {
        on(where);
        String name = name("semaphore");
        Step text = Step.of(Verb.SEMAPHORE_TEXT, name, 2);
        Step waiting = Step.of(Verb.SEMAPHORE_WAITING, name, 2);
        assertThat(elsewhere(text, waiting, acquire(name, 2), text))
                .containsExactly(name + " (2 of 2 free)", "0", DONE, name + " (1 of 2 free)");
        SharedSemaphore semaphore = muster().semaphore(name, 2);
        Task<List<Done>> waiter = play(acquire(name, 2).times(2));
        untilWaiting(1, semaphore);
        assertThat(elsewhere(text, waiting)).containsExactly(name + " (1 of 2 free)", "1");
        assertThat(muster().explain())
                .containsPattern(waiter.name() + " waits since [^\n]* for " + name + " \\(1 of 2 free\\)");
        semaphore.release();
        waiter.join();
        assertThat(semaphore).hasToString(name + " (0 of 2 free)");
    }

    @DisplayName("BSE-01: a release above the start is an error and changes nothing")
    @ParameterizedTest
    @EnumSource
    void bounded(Where where) throws Exception {
        on(where);
        String name = name("semaphore");
        assertThat(elsewhere(
                        releaseBounded(name, 2),
                        acquire(name, 2),
                        releaseBounded(name, 2).times(2),
                        available(name, 2),
                        releaseBounded(name, 2),
                        releaseBounded(name, 2),
                        available(name, 2)))
                .containsExactly(TOO_MANY, DONE, TOO_MANY, "1", DONE, TOO_MANY, "2");
        assertThatThrownBy(muster().semaphore(name, 2).bounded()::release).isInstanceOf(IllegalStateException.class);
    }

    @DisplayName("BSE-02: a bounded one may start with some taken")
    @ParameterizedTest
    @EnumSource
    void someTaken(Where where) throws Exception {
        on(where);
        String name = name("semaphore");
        muster().semaphore(name, 3).acquire(2);
        assertThat(elsewhere(
                        available(name, 3),
                        releaseBounded(name, 3).times(3),
                        releaseBounded(name, 3).times(2),
                        releaseBounded(name, 3),
                        available(name, 3)))
                .containsExactly("1", TOO_MANY, DONE, TOO_MANY, "3");
    }
}
