package dev.muster.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.Task;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Locks that their holders take again. */
@SuppressWarnings("LockNotBeforeTry") // that a hold lasts beyond its block is what is tested
class ReentrantLockTest extends Stage {
    @DisplayName("LCK-07, RLK-01, RLK-02: n takes need n releases; one too many is an error and changes nothing")
    @ParameterizedTest
    @EnumSource
    void nested(Where where) throws Exception {
        on(where);
        String lock = name("lock");
        String twice = name("twice");
        String once = name("once");
        String go = name("go");
        String goOn = name("goOn");
        Task<List<Done>> holder = play(
                lock(lock),
                lock(lock),
                lock(lock),
                unlock(lock),
                says(twice),
                awaits(go),
                unlock(lock),
                says(once),
                awaits(goOn),
                unlock(lock),
                unlock(lock),
                tryLock(lock),
                unlock(lock));
        comes(twice);
        assertThat(elsewhere(tryLock(lock))).containsExactly(NO);
        set(go);
        comes(once);
        assertThat(elsewhere(tryLock(lock), unlock(lock))).containsExactly(NO, NOT_HELD);
        set(goOn);
        List<String> done = texts(holder.join());
        assertThat(done.subList(9, 13)).containsExactly(DONE, NOT_HELD, YES, DONE);
        assertThat(elsewhere(tryLock(lock), unlock(lock))).containsExactly(YES, DONE);
    }

    @DisplayName("RLK-05: a try by the holder succeeds and nests; a try by another fails; a guard and a handle nest")
    @ParameterizedTest
    @EnumSource
    void nestedTry(Where where) throws Exception {
        on(where);
        String held = name("held");
        String go = name("go");
        Task<List<Done>> holder = play(
                Where.How.GUARDED,
                tryLock("guard"),
                tryLockFor("guard", SHORT),
                unlock("guard"),
                unlock("guard"),
                says(held),
                awaits(go));
        comes(held);
        assertThat(elsewhere(tryLock("guard"))).containsExactly(NO);
        set(go);
        assertThat(texts(holder.join())).startsWith(YES, YES, DONE, DONE);
        assertThat(elsewhere(tryLock("guard"), unlock("guard"))).containsExactly(YES, DONE);
    }

    @DisplayName("RLK-04, RLK-09: the text names the owner and how often it holds, for the holder and for others")
    @ParameterizedTest
    @EnumSource
    void text(Where where) throws Exception {
        on(where);
        String lock = name("lock");
        String held = name("held");
        String go = name("go");
        Task<List<Done>> holder = play(
                text(lock), lock(lock), lock(lock), text(lock), says(held), awaits(go), unlock(lock), unlock(lock));
        comes(held);
        String others = elsewhere(text(lock)).get(0);
        set(go);
        List<String> done = texts(holder.join());
        assertThat(done.get(0)).isEqualTo(lock + " (free)");
        assertThat(done.get(3)).isEqualTo(others).contains("held by " + holder.name() + ", 2 times");
        assertThat(muster().lock(lock)).hasToString(lock + " (free)");
    }

    @DisplayName("RLK-08: who waits is told, and follows arrivals, interrupts and hand-overs")
    @ParameterizedTest
    @EnumSource
    void queue(Where where) throws Exception {
        on(where);
        String lock = name("lock");
        String go = name("go");
        String strike = name("strike");
        muster().lock(lock).lock();
        Task<List<Done>> first = play(lock(lock), awaits(go), unlock(lock));
        untilWaiting(1, lock);
        Task<List<Done>> second = play(interruptedBy(strike), Step.of(Verb.LOCK_INTERRUPTIBLY, lock));
        untilWaiting(2, lock);
        Task<List<Done>> third = play(lock(lock), unlock(lock));
        untilWaiting(3, lock);
        assertThat(muster().explain())
                .containsPattern(first.name() + " waits since [^\n]* for " + lock + " \\(held by thread ")
                .containsPattern(second.name() + " waits since [^\n]* behind " + first.name())
                .containsPattern(third.name() + " waits since [^\n]* behind " + second.name() + ", 3 wait");
        set(strike);
        assertThat(texts(end(second))).last().isEqualTo(INTERRUPTED);
        untilWaiting(2, lock);
        muster().lock(lock).unlock();
        untilWaiting(1, lock);
        assertThat(third.explain()).isNotEmpty();
        assertThat(muster().explain())
                .containsPattern(third.name() + " waits since [^\n]* for " + lock + " \\(held by " + first.name());
        set(go);
        third.join();
        assertThat(waiting(lock)).isZero();
    }

    @DisplayName("RLK-10: a child that asks for a lock by name has the same lock, not a copy")
    @ParameterizedTest
    @EnumSource(names = "PROCESSES")
    void sameLock(Where where) throws Exception {
        on(where);
        String lock = name("lock");
        muster().lock(lock).lock();
        assertThat(elsewhere(tryLock(lock), text(lock)).get(0)).isEqualTo(NO);
        muster().lock(lock).unlock();
        assertThat(elsewhere(tryLock(lock), unlock(lock))).containsExactly(YES, DONE);
    }
}
