package dev.muster.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.muster.BatchFailedException;
import dev.muster.CallFailedException;
import dev.muster.FanOut;
import dev.muster.JoinInterruptedException;
import dev.muster.Muster;
import dev.muster.MusterException;
import dev.muster.Outcome;
import dev.muster.RunTimeoutException;
import dev.muster.Task;
import dev.muster.WaitTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.Lock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Deadlines, and who inherits them. */
@Timeout(120)
@ExtendWith(LeavesNothingBehind.class)
class DeadlineTest {
    private final Muster muster =
            Muster.builder().onUnobservedFailure((call, failure) -> {}).open();
    private final TimedDispatcher timed = new TimedDispatcher(new Timed(), muster);

    @TempDir
    private Path folder;

    @AfterEach
    void close() {
        muster.closeNow();
    }

    private static void same(String deadline, String other) {
        assertThat(Instant.parse(deadline)).isCloseTo(Instant.parse(other), within(5, ChronoUnit.SECONDS));
    }

    // ---------------------------------------------------------------- who has which

    @DisplayName("a call without a limit has no deadline, nor has what it starts")
    @Test
    void none() {
        assertThat(timed.plain(Timed::deadline).join()).isEqualTo(Timed.NONE);
        assertThat(timed.plain(() -> timed.plain(Timed::deadline).join()).join())
                .isEqualTo(Timed.NONE);
        assertThat(timed.below().join()).containsOnly(Timed.NONE);
    }

    @DisplayName("three levels of nested calls, a fan-out, an array and a child process inherit one deadline")
    @Test
    @SuppressWarnings("unchecked")
    void inherited() {
        List<String> seen = (List<String>) timed.unhurried(() -> {
                    List<String> deadlines = Collections.synchronizedList(new ArrayList<>());
                    deadlines.add(Timed.deadline());
                    timed.plain(() -> {
                                deadlines.add(Timed.deadline());
                                return timed.core(() -> {
                                            deadlines.add(Timed.deadline());
                                            deadlines.addAll(timed.below().join());
                                            return null;
                                        })
                                        .join();
                            })
                            .join();
                    deadlines.addAll(timed.onThreadAll(2).join());
                    assertThat(timed.twiceArray(new int[] {1, 2, 3})).containsExactly(2, 4, 6);
                    assertThat(timed.twiceAll(List.of(1, 2)).join()).containsExactly(2, 4);
                    assertThat(timed.twiceStream(List.of(1, 2).stream()).toList())
                            .containsExactly(2, 4);
                    return deadlines;
                })
                .join();
        assertThat(seen).hasSize(9);
        seen.forEach(deadline -> same(deadline, seen.get(0)));
        same(seen.get(0), Instant.now().plus(1, ChronoUnit.HOURS).toString());
    }

    @DisplayName("the earlier of the own limit and the inherited deadline holds, on threads and in processes")
    @Test
    void earliest() {
        assertThat(timed.brief(() -> timed.unhurried(Timed::deadline).join()).join())
                .satisfies(inner -> assertThat(Instant.parse((String) inner))
                        .isBefore(Instant.now().plusSeconds(30)));
        assertThat(timed.unhurried(() -> timed.brief(Timed::deadline).join()).join())
                .satisfies(inner -> assertThat(Instant.parse((String) inner))
                        .isBefore(Instant.now().plusSeconds(30)));
        same(timed.hereWithin().join(), Instant.now().plus(1, ChronoUnit.HOURS).toString());
    }

    @DisplayName("a call that nobody joins keeps the deadline of the call that has started it and ended")
    @Test
    void outlives() throws Exception {
        Gate parentIsOver = new Gate();
        AtomicReference<Task<Object>> child = new AtomicReference<>();
        timed.brief(() -> {
                    child.set(timed.plain(() -> {
                        parentIsOver.pass();
                        new Gate().pass();
                        return null;
                    }));
                    return null;
                })
                .join();
        parentIsOver.open();
        assertThatThrownBy(child.get()::join).isInstanceOf(RunTimeoutException.class);
        child.get().awaitEnd();
    }

    // ---------------------------------------------------------------- what a deadline ends

    @DisplayName("a nested body is interrupted at the deadline of its parent, and the message says whose that is")
    @Test
    void runningChild() throws Exception {
        AtomicReference<Task<Object>> child = new AtomicReference<>();
        Task<Object> parent = timed.brief(() -> {
            child.set(timed.plain(() -> {
                new Gate().pass();
                return null;
            }));
            return child.get().join();
        });
        assertThatThrownBy(parent::join)
                .isInstanceOf(RunTimeoutException.class)
                .hasMessageContaining(parent.name() + " ran longer than 300ms");
        assertThatThrownBy(child.get()::join)
                .isInstanceOf(RunTimeoutException.class)
                .hasMessageContaining(child.get().name() + " ran past the deadline of " + parent.name())
                .hasMessageContaining("300ms");
        child.get().awaitEnd();
        parent.awaitEnd();
    }

    @DisplayName("who runs out of time fails as that, even if it is the failure of a nested call that ends its body")
    @Test
    void alwaysARunTimeout() throws Exception {
        List<Task<Object>> parents = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            parents.add(timed.brief(() -> timed.plain(() -> {
                        new Gate().pass();
                        return null;
                    })
                    .join()));
        }
        for (Task<Object> parent : parents) {
            assertThatThrownBy(parent::join).isInstanceOf(RunTimeoutException.class);
            parent.awaitEnd();
        }
    }

    @DisplayName(
            "a nested call that waits for a lock is dropped at the deadline: its body never runs, the lock is free")
    @Test
    void waitingChild() throws Exception {
        AtomicInteger ran = new AtomicInteger();
        AtomicReference<Task<Object>> child = new AtomicReference<>();
        Lock lock = muster.lock("timed");
        lock.lock();
        try {
            Task<Object> parent = timed.brief(() -> {
                child.set(timed.guarded(ran::incrementAndGet));
                new Gate().pass();
                return null;
            });
            assertThatThrownBy(parent::join).isInstanceOf(RunTimeoutException.class);
            assertThatThrownBy(child.get()::join)
                    .isInstanceOf(WaitTimeoutException.class)
                    .hasMessageContaining("did not start before the deadline of " + parent.name())
                    .hasMessageContaining("timed");
            parent.awaitEnd();
        } finally {
            lock.unlock();
        }
        assertThat(ran).hasValue(0);
        assertThat(timed.guarded(() -> 1).join()).isEqualTo(1);
    }

    @DisplayName("a nested call that is queued is dropped at the deadline, before a worker comes for it")
    @Test
    void queuedChild() throws Exception {
        Gate busy = new Gate();
        AtomicInteger ran = new AtomicInteger();
        Task<Object> blocker = timed.alone(() -> {
            busy.pass();
            return null;
        });
        AtomicReference<Task<Object>> child = new AtomicReference<>();
        Task<Object> parent = timed.brief(() -> {
            child.set(timed.alone(ran::incrementAndGet));
            return child.get().get();
        });
        assertThatThrownBy(parent::join).isInstanceOf(RunTimeoutException.class);
        assertThatThrownBy(child.get()::join)
                .isInstanceOf(WaitTimeoutException.class)
                .hasMessageContaining("is queued for a worker");
        busy.open();
        blocker.join();
        assertThat(timed.alone(() -> 7).join()).isEqualTo(7);
        assertThat(ran).hasValue(0);
    }

    @DisplayName("what a body starts after its deadline does not start")
    @Test
    void tooLateToStart() throws Exception {
        AtomicInteger ran = new AtomicInteger();
        AtomicReference<MusterException> refused = new AtomicReference<>();
        Task<Object> stubborn = timed.brief(() -> {
            Gate never = new Gate();
            never.passUnlessInterrupted();
            try {
                return timed.plain(ran::incrementAndGet).join();
            } catch (MusterException late) {
                refused.set(late);
                return timed.plainAll(Collections.nCopies(10, ran::incrementAndGet))
                        .join();
            }
        });
        assertThatThrownBy(stubborn::join).isInstanceOf(RunTimeoutException.class);
        stubborn.awaitEnd();
        assertThat(refused.get()).isInstanceOf(WaitTimeoutException.class);
        assertThat(ran).hasValue(0);
    }

    @DisplayName("a nested fan-out ends at the deadline: none of its calls is left, and most have never begun")
    @Test
    void fanOut() throws Exception {
        AtomicInteger begun = new AtomicInteger();
        AtomicReference<Throwable> failure = new AtomicReference<>();
        Callable<Object> stuck = () -> {
            begun.incrementAndGet();
            new Gate().pass();
            return null;
        };
        Task<Object> parent = timed.brief(() -> {
            try (var batch = timed.aloneAll(Collections.nCopies(1_000, stuck))) {
                Gate.until("the first call", () -> begun.get() > 0);
                new Gate().passUnlessInterrupted();
                return batch.join();
            } catch (BatchFailedException failed) {
                failure.set(failed);
                throw failed;
            }
        });
        assertThatThrownBy(parent::join).isInstanceOf(RunTimeoutException.class);
        parent.awaitEnd();
        assertThat(failure.get()).hasMessageContaining(parent.name());
        assertThat(begun).hasValue(1);
    }

    @DisplayName("blocking calls and waits of handles inside a body end at its deadline, by the interrupt")
    @Test
    void blockingInside() throws Exception {
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        Gate held = new Gate();
        Gate go = new Gate();
        Task<Object> holder = timed.guarded(() -> {
            held.open();
            go.pass();
            return null;
        });
        held.pass();
        Task<Object> call = timed.brief(() -> {
            try {
                return timed.blocking(() -> 1);
            } catch (JoinInterruptedException interrupted) {
                thrown.set(interrupted);
                throw interrupted;
            }
        });
        assertThatThrownBy(call::join).isInstanceOf(RunTimeoutException.class);
        call.awaitEnd();
        assertThat(thrown.get()).hasMessageContaining("blocking");
        go.open();
        holder.join();
        Task<Object> handle = timed.brief(() -> {
            muster.event("neverSet").await();
            return null;
        });
        assertThatThrownBy(handle::join).isInstanceOf(RunTimeoutException.class);
        handle.awaitEnd();
    }

    @DisplayName(
            "a child process leaves its call at the deadline of the parent's call, and so does what it has started there")
    @Test
    void inProcess() throws Exception {
        timed.here().join(); // the child is warm
        Path file = folder.resolve("stuck");
        for (int i = 0; i < 3; i++) {
            Task<Object> parent =
                    timed.brief(() -> timed.stuckBelow(file.toString()).join());
            assertThatThrownBy(parent::join).isInstanceOf(RunTimeoutException.class);
            parent.awaitEnd();
            Gate.until("the body in the child has left", () -> !"began".equals(read(file)));
        }
        assertThat(timed.here().join()).isEqualTo(Timed.NONE);
    }

    private static String read(Path file) {
        try {
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (java.io.IOException failure) {
            return "began";
        }
    }

    @DisplayName("a call that fails by itself, before its deadline, fails as itself")
    @Test
    void failsInTime() {
        assertThatThrownBy(timed.unhurried(() -> {
                    throw new IllegalStateException("mine");
                })::join)
                .isInstanceOf(CallFailedException.class)
                .hasRootCauseMessage("mine");
    }

    @DisplayName(
            "MAP-36: ten queued calls on one worker each run out of time from their own start, on threads and in processes")
    @Test
    void fromTheirOwnStart() {
        timed.here().join(); // the child is warm
        Gate never = new Gate();
        List<Task<?>> tasks = new ArrayList<>();
        long start = System.nanoTime();
        for (int i = 0; i < 10; i++) {
            tasks.add(timed.briefAlone(() -> never.passUnlessInterrupted()));
            tasks.add(timed.briefBelow(true));
        }
        for (Task<?> task : tasks) {
            assertThatThrownBy(task::join)
                    .isInstanceOf(RunTimeoutException.class)
                    .hasMessageContaining("ran longer than");
        }
        assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(10 * 200_000_000L);
    }

    @DisplayName("MAP-16: what a fan-out has finished before the deadline is delivered, the rest fails by it")
    @Test
    void finishedBefore() throws Exception {
        AtomicReference<List<Outcome<Object>>> seen = new AtomicReference<>();
        Task<Object> parent = timed.brief(() -> {
            Callable<Object> quick = () -> 1;
            Callable<Object> stuck = () -> {
                new Gate().pass();
                return null;
            };
            var batch = timed.plainAll(List.of(quick, stuck, quick), FanOut.collectAll());
            new Gate().passUnlessInterrupted();
            seen.set(batch.outcomes());
            return null;
        });
        assertThatThrownBy(parent::join).isInstanceOf(RunTimeoutException.class);
        parent.awaitEnd();
        assertThat(seen.get().stream().map(Outcome::isSuccess)).containsExactly(true, false, true);
        assertThat(seen.get().get(1).failure()).isInstanceOf(RunTimeoutException.class);
    }

    @DisplayName("the wait limit counts from the call, while it is queued too, and nothing of it remains once it runs")
    @Test
    void waitLimit() {
        assertThat(timed.patient(Timed::deadline).join()).isEqualTo(Timed.NONE);
    }
}
