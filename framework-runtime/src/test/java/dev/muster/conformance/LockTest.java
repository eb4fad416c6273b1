package dev.muster.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.Batch;
import dev.muster.CallFailedException;
import dev.muster.FanOut;
import dev.muster.Muster;
import dev.muster.Task;
import dev.muster.WorkerCrashedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Locks, as handles and as guards. */
@SuppressWarnings("LockNotBeforeTry") // that a hold lasts beyond its block is what is tested
class LockTest extends Stage {
    @TempDir
    private Path folder;

    private Path count() throws IOException {
        return Files.writeString(folder.resolve(name("count")), "0");
    }

    @DisplayName("LCK-01: take; a try elsewhere fails without waiting; release; free again")
    @ParameterizedTest
    @EnumSource
    void takeAndTry(Where where) throws Exception {
        on(where);
        String lock = name("lock");
        String held = name("held");
        String go = name("go");
        Task<List<Done>> holder = play(lock(lock), says(held), awaits(go), unlock(lock));
        comes(held);
        assertThat(elsewhere(tryLock(lock))).containsExactly(NO);
        assertThat(muster().lock(lock).tryLock()).isFalse();
        set(go);
        holder.join();
        assertThat(elsewhere(tryLock(lock), unlock(lock))).containsExactly(YES, DONE);
        assertThat(muster().lock(lock).tryLock()).isTrue();
        muster().lock(lock).unlock();
    }

    @DisplayName("LCK-02: five contenders wait until release, then all finish")
    @ParameterizedTest
    @EnumSource
    void contenders(Where where) throws Exception {
        on(where);
        String name = name("lock");
        Lock lock = muster().lock(name);
        lock.lock();
        List<Task<List<List<Done>>>> crowd = crowd(5, lock(name), unlock(name));
        untilWaiting(5, name);
        assertThat(crowd).noneMatch(Task::isDone);
        lock.unlock();
        assertThat(results(crowd)).hasSize(5).allMatch(List.of(DONE, DONE)::equals);
    }

    @DisplayName("LCK-03: a guard is released when the body throws and when it returns")
    @ParameterizedTest
    @EnumSource
    void released(Where where) throws Exception {
        on(where);
        Task<List<Done>> throwing = play(Where.How.GUARDED, Step.of(Verb.THROW, "on purpose"));
        assertThatThrownBy(throwing::join)
                .isInstanceOf(CallFailedException.class)
                .hasRootCauseMessage("on purpose");
        throwing.awaitEnd();
        assertThat(muster().lock("guard").tryLock()).isTrue();
        muster().lock("guard").unlock();
        Task<List<Done>> returning = play(Where.How.GUARDED);
        returning.awaitEnd();
        assertThat(elsewhere(tryLock("guard"), unlock("guard"))).containsExactly(YES, DONE);
    }

    @DisplayName("LCK-03: what a body took by a handle and did not give back is released when it throws")
    @ParameterizedTest
    @EnumSource
    void releasedHandle(Where where) throws Exception {
        on(where);
        String lock = name("lock");
        Task<List<Done>> throwing = play(lock(lock), Step.of(Verb.THROW, "on purpose"));
        throwing.awaitEnd();
        assertThat(muster().lock(lock).tryLock()).isTrue();
        muster().lock(lock).unlock();
    }

    @DisplayName(
            "LCK-04, LCK-05, RLK-06: a timed try fails after about its time and leaves no trace; a free lock is had at once")
    @ParameterizedTest
    @EnumSource
    void timedTry(Where where) throws Exception {
        on(where);
        String name = name("lock");
        Lock lock = muster().lock(name);
        lock.lock();
        List<Done> done = end(play(tryLockFor(name, SHORT), tryLockFor(name, 0), tryLockFor(name, -1), unlock(name)));
        assertThat(texts(done)).containsExactly(NO, NO, NO, NOT_HELD);
        tookAbout(SHORT, done.get(0));
        tookNoTime(done.get(1));
        tookNoTime(done.get(2));
        assertThat(waiting(name)).isZero();
        lock.unlock();
        assertThat(lock).hasToString(name + " (free)");
        List<Done> free = end(play(tryLockFor(name, Long.MAX_VALUE), unlock(name), tryLockFor(name, -1), unlock(name)));
        assertThat(texts(free)).containsExactly(YES, DONE, YES, DONE);
        tookNoTime(free.get(0));
    }

    @DisplayName("LCK-06: releasing a lock that nobody holds is an error")
    @ParameterizedTest
    @EnumSource
    void releaseUnheld(Where where) throws Exception {
        on(where);
        String lock = name("lock");
        assertThat(elsewhere(unlock(lock), tryLock(lock), unlock(lock), unlock(lock)))
                .containsExactly(NOT_HELD, YES, DONE, NOT_HELD);
    }

    @DisplayName("LCK-08, RLK-03: a lock is not released elsewhere, neither a handle's hold nor a guard's")
    @ParameterizedTest
    @EnumSource
    void releaseElsewhere(Where where) throws Exception {
        on(where);
        String lock = name("lock");
        String held = name("held");
        String go = name("go");
        Task<List<Done>> holder =
                play(Where.How.GUARDED, lock(lock), unlock("guard"), says(held), awaits(go), unlock(lock));
        comes(held);
        assertThat(elsewhere(unlock(lock), unlock("guard"), tryLock(lock), tryLock("guard")))
                .containsExactly(NOT_HELD, NOT_HELD, NO, NO);
        assertThatThrownBy(muster().lock(lock)::unlock).isInstanceOf(IllegalMonitorStateException.class);
        set(go);
        assertThat(texts(holder.join())).containsExactly(DONE, NOT_HELD, DONE, DONE, DONE);
    }

    @DisplayName("LCK-09: what a child holds is held for the parent and for its siblings, and the reverse")
    @ParameterizedTest
    @EnumSource(names = "PROCESSES")
    void visible(Where where) throws Exception {
        on(where);
        String name = name("lock");
        String held = name("held");
        String go = name("go");
        Task<List<Done>> holder = play(lock(name), says(held), awaits(go), unlock(name));
        comes(held);
        assertThat(muster().lock(name).tryLock()).isFalse();
        assertThat(elsewhere(tryLock(name))).containsExactly(NO);
        set(go);
        holder.join();
        assertThat(muster().lock(name).tryLock()).isTrue();
        assertThat(elsewhere(tryLock(name))).containsExactly(NO);
        muster().lock(name).unlock();
    }

    @DisplayName("LCK-10: the text names the owner, a call or a thread and its process, or says that it is free")
    @ParameterizedTest
    @EnumSource
    void text(Where where) throws Exception {
        on(where);
        String lock = name("lock");
        String held = name("held");
        String go = name("go");
        Task<List<Done>> holder = play(lock(lock), says(held), awaits(go), unlock(lock), text(lock));
        comes(held);
        String owned = lock + " (held by " + holder.name() + ")";
        assertThat(elsewhere(text(lock))).containsExactly(owned);
        assertThat(muster().lock(lock)).hasToString(owned);
        set(go);
        assertThat(texts(holder.join())).last().isEqualTo(lock + " (free)");
        List<List<Done>> byThread =
                together(List.of(steps(lock(lock), text(lock), unlock(lock)))).join();
        assertThat(byThread.get(0).get(1).text())
                .matches(lock + " \\(held by thread 'part-1'" + (where == Where.PROCESSES ? " in Process-\\d+" : "")
                        + "\\)");
    }

    @DisplayName("LCK-11: waiters get the lock on release, in the order of arrival")
    @ParameterizedTest
    @EnumSource
    void inOrder(Where where) throws Exception {
        on(where);
        String name = name("lock");
        Step taken = Step.of(Verb.INCREMENT, count().toString());
        muster().lock(name).lock();
        List<Task<List<Done>>> waiters = new ArrayList<>();
        for (int i = 1; i <= 3; i++) {
            waiters.add(play(lock(name), taken, unlock(name)));
            untilWaiting(i, name);
        }
        muster().lock(name).unlock();
        for (int i = 1; i <= 3; i++) {
            assertThat(texts(waiters.get(i - 1).join())).containsExactly(DONE, "" + i, DONE);
        }
    }

    @DisplayName("LCK-13: n calls of k increments give n * k, under a guard and a handle, one by one and all at once")
    @ParameterizedTest
    @EnumSource
    void increments(Where where) throws Exception {
        on(where);
        Path count = count();
        Step increment = Step.of(Verb.INCREMENT, count.toString());
        List<Step> guarded = Collections.nCopies(20, increment);
        List<Step> byHandle = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            byHandle.addAll(List.of(lock("guard"), increment, unlock("guard")));
        }
        for (int i = 0; i < 4; i++) {
            play(Where.How.GUARDED, guarded).join();
            play(byHandle).join();
        }
        Batch<List<Done>> one = all(Where.All.GUARDED, Collections.nCopies(8, guarded), FanOut.failFast());
        FanOut leavesAWorker = FanOut.failFast().window(Actors.WORKERS - 1);
        Batch<List<Done>> other = all(Where.All.FREELY, Collections.nCopies(8, byHandle), leavesAWorker);
        one.join();
        other.join();
        assertThat(Files.readString(count)).isEqualTo("" + (4 + 4 + 8 + 8) * 20);
    }

    @DisplayName("LCK-13: a call that was granted a lock gets a worker although bodies that wait for it occupy all")
    @ParameterizedTest
    @EnumSource(names = "THREADS")
    void workersForHolders(Where where) throws Exception {
        on(where);
        letHoldersRun();
    }

    @DisplayName("LCK-13: a call that was granted a lock gets a child although bodies that wait for it occupy all")
    @ParameterizedTest
    @EnumSource(names = "PROCESSES")
    void childrenForHolders(Where where) throws Exception {
        on(where);
        letHoldersRun();
    }

    private void letHoldersRun() throws Exception {
        String name = name("lock");
        String held = name("held");
        String go = name("go");
        Lock guard = muster().lock("guard");
        guard.lock();
        List<Task<List<Done>>> busy = new ArrayList<>();
        for (int i = 0; i < Actors.WORKERS; i++) {
            busy.add(play(says(held + i), awaits(go), lock("guard"), unlock("guard")));
            comes(held + i);
        }
        Task<List<Done>> holder = play(Where.How.GUARDED, text(name));
        untilWaiting(1, "guard");
        guard.unlock(); // the call holds it now, and is queued
        set(go);
        end(holder);
        busy.forEach(Task::join);
    }

    @DisplayName("LCK-17: a holder that dies blocks nobody: the next in line gets the lock, of a handle and of a guard")
    @ParameterizedTest
    @EnumSource(names = "PROCESSES")
    void abandoned(Where where) throws Exception {
        try (Muster own = newMuster()) {
            ActorsDispatcher actors = new ActorsDispatcher(new Actors(), own);
            Task<List<Done>> dies = where.play(
                    actors,
                    Where.How.GUARDED,
                    List.of(
                            lock("lock"),
                            says("held"),
                            awaits("die"),
                            Step.of(Verb.HALT).times(3)));
            own.event("held").await();
            Task<List<Done>> next = where.play(actors, Where.How.FREELY, List.of(lock("lock"), unlock("lock")));
            Task<List<Done>> guarded = where.play(actors, Where.How.GUARDED, List.of());
            until("both wait", () -> own.explain().matches("(?s).* for guard \\(held by .* for lock \\(held by .*"));
            own.event("die").set();
            assertThat(texts(next.join())).containsExactly(DONE, DONE);
            guarded.join();
            assertThatThrownBy(dies::join).isInstanceOf(WorkerCrashedException.class);
            assertThat(own.lock("lock").tryLock(30, TimeUnit.SECONDS)).isTrue();
            own.lock("lock").unlock();
        }
    }
}
