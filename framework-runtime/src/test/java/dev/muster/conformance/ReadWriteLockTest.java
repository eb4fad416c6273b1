package dev.muster.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.Task;
import dev.muster.TaskPhase;
import java.util.List;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Locks with a side that many hold together. */
@SuppressWarnings("LockNotBeforeTry") // that a hold lasts beyond its block is what is tested
class ReadWriteLockTest extends Stage {
    @DisplayName("RWL-01: many readers hold at once, by handle and by annotation")
    @ParameterizedTest
    @EnumSource
    void readers(Where where) throws Exception {
        on(where);
        String lock = name("lock");
        String all = name("all");
        List<Task<List<Done>>> readers = Stream.generate(
                        () -> play(lock(read(lock)), Step.of(Verb.ARRIVE, all, 3), unlock(read(lock))))
                .limit(3)
                .toList();
        assertThat(readers.stream().map(reader -> reader.join().get(1).text()))
                .containsExactlyInAnyOrder("0", "1", "2");
        String annotated = name("all");
        List<Task<List<Done>>> annotatedReaders = Stream.generate(
                        () -> play(Where.How.READING, Step.of(Verb.ARRIVE, annotated, 3)))
                .limit(3)
                .toList();
        assertThat(annotatedReaders.stream().map(reader -> reader.join().get(0).text()))
                .containsExactlyInAnyOrder("0", "1", "2");
    }

    @DisplayName("RWL-02: a writer waits for all readers, and readers wait for the writer")
    @ParameterizedTest
    @EnumSource
    void writerAndReaders(Where where) throws Exception {
        on(where);
        String lock = name("lock");
        String go = name("go");
        String written = name("written");
        String end = name("end");
        ReadWriteLock both = muster().readWriteLock(lock);
        both.readLock().lock();
        String reads = name("reads");
        Task<List<Done>> reader = play(lock(read(lock)), says(reads), awaits(go), unlock(read(lock)));
        comes(reads);
        Task<List<Done>> writer = play(lock(write(lock)), says(written), awaits(end), unlock(write(lock)));
        untilWaiting(1, lock);
        both.readLock().unlock();
        assertThat(muster().event(written).isSet()).isFalse();
        assertThat(waiting(lock)).isEqualTo(1);
        set(go);
        reader.join();
        comes(written);
        Task<List<Done>> late = play(lock(read(lock)), unlock(read(lock)));
        untilWaiting(1, lock);
        assertThat(late.isDone()).isFalse();
        set(end);
        writer.join();
        assertThat(texts(late.join())).containsExactly(DONE, DONE);
    }

    @DisplayName("RWL-02: a guard waits for all who read, and they for it")
    @ParameterizedTest
    @EnumSource
    void guards(Where where) throws Exception {
        on(where);
        String reads = name("reads");
        String go = name("go");
        Task<List<Done>> reader = play(Where.How.READING, says(reads), awaits(go));
        comes(reads);
        Task<List<Done>> writer = play(Where.How.GUARDED, Step.of(Verb.LOCK_TEXT, "guard"));
        Task<List<Done>> late = play(Where.How.READING);
        assertThat(writer.phase()).isEqualTo(TaskPhase.WAITING);
        assertThat(late.phase()).isEqualTo(TaskPhase.WAITING);
        set(go);
        late.join();
        assertThat(texts(writer.join())).containsExactly("guard (held by " + writer.name() + ")");
        reader.join();
    }

    @DisplayName("RWL-03: a try to write fails while others read or write, a try to read only while others write")
    @ParameterizedTest
    @EnumSource
    void tries(Where where) throws Exception {
        on(where);
        String lock = name("lock");
        ReadWriteLock both = muster().readWriteLock(lock);
        both.readLock().lock();
        assertThat(elsewhere(tryLock(write(lock)), tryLock(lock), tryLock(read(lock)), unlock(read(lock))))
                .containsExactly(NO, NO, YES, DONE);
        both.readLock().unlock();
        both.writeLock().lock();
        assertThat(elsewhere(tryLock(write(lock)), tryLock(read(lock)), tryLock(lock)))
                .containsExactly(NO, NO, NO);
        both.writeLock().unlock();
        assertThat(elsewhere(tryLock(write(lock)), unlock(write(lock)), tryLock(read(lock)), unlock(read(lock))))
                .containsExactly(YES, DONE, YES, DONE);
    }

    @DisplayName("RWL-05: the writer may take both sides again with writers queued; each hold needs its release")
    @ParameterizedTest
    @EnumSource
    void reentrantWriter(Where where) throws Exception {
        on(where);
        String lock = name("lock");
        String held = name("held");
        String go = name("go");
        String again = name("again");
        String goOn = name("goOn");
        Task<List<Done>> holder = play(
                lock(write(lock)),
                says(held),
                awaits(go),
                lock(write(lock)),
                lock(read(lock)),
                unlock(write(lock)),
                unlock(write(lock)),
                says(again),
                awaits(goOn),
                unlock(write(lock)),
                unlock(read(lock)),
                unlock(read(lock)));
        comes(held);
        Task<List<Done>> queued = play(lock(write(lock)), unlock(write(lock)));
        untilWaiting(1, lock);
        set(go);
        comes(again);
        assertThat(elsewhere(tryLock(read(lock)), unlock(read(lock)), tryLock(write(lock))))
                .containsExactly(YES, DONE, NO);
        set(goOn);
        assertThat(texts(holder.join()))
                .containsExactly(DONE, DONE, DONE, DONE, DONE, DONE, DONE, DONE, DONE, NOT_HELD, DONE, NOT_HELD);
        assertThat(texts(queued.join())).containsExactly(DONE, DONE);
    }

    @DisplayName("RWL-07: a try to read without a limit may pass those who wait; with a limit it queues")
    @ParameterizedTest
    @EnumSource
    void barging(Where where) throws Exception {
        on(where);
        String lock = name("lock");
        ReadWriteLock both = muster().readWriteLock(lock);
        both.readLock().lock();
        Task<List<Done>> writer = play(lock(write(lock)), unlock(write(lock)));
        untilWaiting(1, lock);
        assertThat(elsewhere(tryLockFor(read(lock), 10), tryLock(read(lock)), unlock(read(lock))))
                .containsExactly(NO, YES, DONE);
        both.readLock().unlock();
        writer.join();
    }

    @DisplayName("RWL-08: timed tries take their time, on both sides; waits are interruptible, with nothing held")
    @ParameterizedTest
    @EnumSource
    void limitsAndInterrupts(Where where) throws Exception {
        on(where);
        String lock = name("lock");
        ReadWriteLock both = muster().readWriteLock(lock);
        both.writeLock().lock();
        List<Done> limits = end(play(tryLockFor(read(lock), SHORT), tryLockFor(write(lock), SHORT)));
        assertThat(texts(limits)).containsExactly(NO, NO);
        limits.forEach(done -> tookAbout(SHORT, done));
        for (String side : List.of(read(lock), write(lock))) {
            String strike = name("strike");
            Task<List<Done>> waiter = play(interruptedBy(strike), Step.of(Verb.LOCK_INTERRUPTIBLY, side), unlock(side));
            untilWaiting(1, lock);
            set(strike);
            assertThat(texts(end(waiter))).containsExactly(DONE, INTERRUPTED, NOT_HELD);
            assertThat(waiting(lock)).isZero();
            assertThat(elsewhere(Step.of(Verb.INTERRUPT), Step.of(Verb.LOCK_INTERRUPTIBLY, side)))
                    .containsExactly(DONE, INTERRUPTED);
        }
        both.writeLock().unlock();
        assertThat(elsewhere(tryLock(lock), unlock(lock))).containsExactly(YES, DONE);
    }

    @DisplayName("RWL-09: releasing a side that is not held is an error")
    @ParameterizedTest
    @EnumSource
    void releaseUnheld(Where where) throws Exception {
        on(where);
        String lock = name("lock");
        assertThat(elsewhere(
                        unlock(read(lock)),
                        unlock(write(lock)),
                        lock(read(lock)),
                        unlock(write(lock)),
                        unlock(read(lock)),
                        lock(write(lock)),
                        unlock(read(lock)),
                        unlock(write(lock))))
                .containsExactly(NOT_HELD, NOT_HELD, DONE, NOT_HELD, DONE, DONE, NOT_HELD, DONE);
    }

    @DisplayName("RWL-10: a condition of the write side needs the write hold, to wait and to signal")
    @ParameterizedTest
    @EnumSource
    void condition(Where where) throws Exception {
        on(where);
        String lock = name("lock");
        String write = write(lock);
        List<String> results = elsewhere(
                Step.of(Verb.AWAIT_SIGNAL, write),
                Step.of(Verb.SIGNAL, write),
                Step.of(Verb.SIGNAL_ALL, write),
                lock(read(lock)),
                Step.of(Verb.AWAIT_SIGNAL, write),
                Step.of(Verb.SIGNAL, write),
                Step.of(Verb.SIGNAL_ALL, write),
                unlock(read(lock)),
                lock(write),
                Step.of(Verb.SIGNAL_ALL, write),
                Step.of(Verb.AWAIT_SIGNAL_FOR, write).within(1),
                unlock(write),
                Step.of(Verb.AWAIT_SIGNAL, read(lock)));
        assertThat(results)
                .containsExactly(
                        NOT_HELD,
                        NOT_HELD,
                        NOT_HELD,
                        DONE,
                        NOT_HELD,
                        NOT_HELD,
                        NOT_HELD,
                        DONE,
                        DONE,
                        DONE,
                        NO,
                        DONE,
                        "UnsupportedOperationException");
        assertThatThrownBy(() -> muster().readWriteLock(lock).readLock().newCondition())
                .isInstanceOf(UnsupportedOperationException.class);
    }
}
