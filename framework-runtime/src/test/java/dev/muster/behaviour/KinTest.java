package dev.muster.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.muster.DeadlockException;
import dev.muster.FanOut;
import dev.muster.Muster;
import dev.muster.SharedSemaphore;
import dev.muster.Task;
import dev.muster.behaviour.Kin.Play;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.Lock;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whoever waits for the end of calls lends them its locks, and is seen to wait: in this process and in children. */
@Timeout(60)
@ExtendWith(LeavesNothingBehind.class)
class KinTest {
    private final Muster muster =
            Muster.builder().onUnobservedFailure((call, failure) -> {}).open();
    private final KinDispatcher kin = new KinDispatcher(new Kin(), muster);

    @TempDir
    private Path folder;

    @AfterEach
    void close() {
        muster.closeNow();
    }

    /** Where a body runs. */
    enum Where {
        HERE,
        BELOW
    }

    private Task<String> start(Where where, Play play, String own, String other) {
        return where == Where.HERE ? kin.here(play, own, other) : kin.below(play, own, other);
    }

    @DisplayName("a call that is joined uses the lock of the body that joins it")
    @ParameterizedTest
    @EnumSource
    void joined(Where where) {
        for (Play play : List.of(Play.JOIN, Play.JOIN_BY_HANDLE, Play.JOIN_ON_CORE, Play.JOIN_DEEP)) {
            assertThat(start(where, play, "a", "").join()).as(play.name()).isEqualTo("a");
        }
    }

    @DisplayName("a call that waits for the lock already goes on once it is joined")
    @ParameterizedTest
    @EnumSource
    void joinedWhileItWaits(Where where) {
        Task<String> task = start(where, Play.JOIN_ONE_THAT_WAITS, "a", "");
        untilOneWaits();
        muster.event("itWaits").set();
        assertThat(task.join()).isEqualTo("a");
    }

    @DisplayName("the calls of a joined fan-out use the lock one after the other")
    @ParameterizedTest
    @EnumSource
    void joinedFanOut(Where where) throws Exception {
        String file = Files.writeString(folder.resolve("count"), "0").toString();
        assertThat(start(where, Play.JOIN_ALL, "a", file).join()).isEqualTo("[1, 2, 3, 4, 5, 6, 7, 8]");
    }

    @DisplayName("a call that nobody joins waits until the lock is released")
    @ParameterizedTest
    @EnumSource
    void notJoined(Where where) {
        Task<String> task = start(where, Play.RELEASE_AND_JOIN, "a", "");
        untilOneWaits();
        muster.event("itWaits").set();
        assertThat(task.join()).isEqualTo("a");
    }

    @DisplayName("what is lent to a body that is joined, it lends on")
    @ParameterizedTest
    @EnumSource
    void lentOn(Where where) throws Exception {
        assertThat(kin.holding("a", () -> start(where, Play.ONLY_JOIN, "a", "").join()))
                .isEqualTo("a");
    }

    @DisplayName("bodies that join calls which need each other's locks are found, and one goes on")
    @ParameterizedTest
    @EnumSource
    void ring(Where where) {
        List<Task<String>> tasks =
                List.of(start(where, Play.JOIN_CROSSWISE, "a", "b"), start(where, Play.JOIN_CROSSWISE, "b", "a"));
        List<Throwable> failures = tasks.stream()
                .map(task -> catchThrowable(task::join))
                .filter(Objects::nonNull)
                .toList();
        assertThat(failures).hasSize(1);
        assertThat(causes(failures.get(0))).anyMatch(cause -> isRing(cause));
    }

    @DisplayName("bodies that read streams of calls which need each other's locks are found, and one goes on")
    @ParameterizedTest
    @EnumSource
    void ringOfReaders(Where where) {
        ringOfReaders(where, Play.STREAM_CROSSWISE);
    }

    @DisplayName("bodies that read batches of calls which need each other's locks are found, and one goes on")
    @ParameterizedTest
    @EnumSource
    void ringOfBatchReaders(Where where) {
        ringOfReaders(where, Play.READ_CROSSWISE);
    }

    private void ringOfReaders(Where where, Play play) {
        List<Task<String>> tasks = List.of(start(where, play, "a", "b"), start(where, play, "b", "a"));
        List<Throwable> failures = tasks.stream()
                .map(task -> catchThrowable(task::join))
                .filter(Objects::nonNull)
                .toList();
        assertThat(failures).hasSize(1);
        assertThat(causes(failures.get(0))).anyMatch(cause -> isRing(cause));
    }

    private static boolean isRing(Throwable cause) {
        return cause instanceof DeadlockException
                && Stream.of("guarded-", "kin[a]", "kin[b]", "the end of ").allMatch(cause.getMessage()::contains);
    }

    private static List<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause).toList();
    }

    @DisplayName("a full pool of processes gets one more for a call that a body there waits for without knowing")
    @Test
    void fullPool() throws Exception {
        Lock lock = muster.lock("kin", "a");
        Task<String> joins = kin.alone(Play.ONLY_JOIN, "a");
        muster.event("runs").await();
        Task<String> guarded;
        lock.lock();
        try {
            guarded = kin.aloneGuarded("a");
            muster.event("goOn").set();
            Gate.until("both wait", () -> muster.explain().contains("guarded-1 in Process-1"));
        } finally {
            lock.unlock();
        }
        assertThat(guarded.join()).isEqualTo("a");
        assertThat(joins.join()).isEqualTo("a");
    }

    /** How a body waits for a call that holds nothing. */
    enum Form {
        ONE {
            @Override
            String free(KinDispatcher kin) {
                return kin.aloneFree("b").join();
            }
        },
        ALL {
            @Override
            String free(KinDispatcher kin) {
                return kin.aloneFreeAll(List.of("b")).join().get(0);
            }
        },
        STREAM {
            @Override
            String free(KinDispatcher kin) {
                return kin.aloneFreeStream(Stream.of("b"), FanOut.failFast())
                        .toList()
                        .get(0);
            }
        };

        abstract String free(KinDispatcher kin);
    }

    @DisplayName(
            "a full pool of processes gets one more for a call that holds nothing, but was started by one that the others wait for")
    @ParameterizedTest
    @EnumSource
    void fullPoolForOneOfAHolder(Form form) throws Exception {
        Task<String> joins = kin.alone(Play.ONLY_JOIN, "a");
        muster.event("runs").await();
        Task<String> holder = kin.holder("a", () -> {
            muster.event("goOn").set();
            Gate.until("both wait", () -> muster.explain().contains("guarded-1 in Process-1"));
            return form.free(kin);
        });
        assertThat(holder.join()).isEqualTo("b");
        assertThat(joins.join()).isEqualTo("a");
    }

    @DisplayName("so it does if that comes to hold the lock when all wait and the call is queued already")
    @Test
    void fullPoolForOneOfALaterHolder() throws Exception {
        Task<String> joins = kin.alone(Play.ONLY_JOIN, "a");
        muster.event("runs").await();
        Lock lock = muster.lock("kin", "a");
        Task<String> holder = kin.laterHolder("a", () -> {
            Task<String> free = kin.aloneFree("b");
            muster.event("queued").set();
            muster.event("locked").await();
            return free;
        });
        lock.lock();
        try {
            muster.event("queued").await();
            muster.event("locked").set();
            Gate.until("the holder waits", () -> muster.explain().contains("laterHolder-1 waits since"));
            muster.event("goOn").set();
            Gate.until("both wait", () -> muster.explain().contains("guarded-1 in Process-1"));
        } finally {
            lock.unlock();
        }
        assertThat(holder.join()).isEqualTo("b");
        assertThat(joins.join()).isEqualTo("a");
    }

    @DisplayName("a stream's call passes one that waits for what its reader holds")
    @ParameterizedTest
    @EnumSource
    void readerHoldsWhatTheFirstInLineWaitsFor(Where where) throws Exception {
        Task<String> reader = start(where, Play.STREAM_BEHIND, "a", "b");
        muster.event("holds").await();
        Task<String> both = kin.both("a", "b");
        muster.event("itWaits").set();
        assertThat(reader.join()).isEqualTo("b");
        assertThat(both.join()).isEqualTo("ab");
    }

    @DisplayName("who has taken a permit by a handle passes a call that waits for that")
    @Test
    void takerWaitsBehindOneThatWaitsForThePermit() throws Exception {
        SharedSemaphore few = muster.semaphore("few", 1);
        Lock lock = muster.lock("kin", "a");
        few.acquire();
        Task<String> waiting = kin.withPermit("a");
        lock.lock();
        try {
            assertThat(waiting.isDone()).isFalse();
        } finally {
            lock.unlock();
        }
        few.release();
        assertThat(waiting.join()).isEqualTo("a");
    }

    @DisplayName("so does a call that one waits for who has taken the permit")
    @Test
    void takerJoinsOneBehindOneThatWaitsForThePermit() throws Exception {
        SharedSemaphore few = muster.semaphore("few", 1);
        few.acquire();
        Task<String> waiting = kin.withPermit("a");
        assertThat(kin.guarded("a").join()).isEqualTo("a");
        assertThat(waiting.isDone()).isFalse();
        few.release();
        assertThat(waiting.join()).isEqualTo("a");
    }

    private void untilOneWaits() {
        Gate.until(
                "the guarded call waits",
                () -> muster.explain()
                        .lines()
                        .anyMatch(line ->
                                line.contains("guarded-1") && line.contains("waits since") && line.contains("kin[a]")));
    }
}
