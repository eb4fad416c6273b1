package dev.muster.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.Batch;
import dev.muster.BatchFailedException;
import dev.muster.CallFailedException;
import dev.muster.FanOut;
import dev.muster.Task;
import dev.muster.TaskPhase;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The handle of a call as a future. */
@SuppressWarnings("LockNotBeforeTry") // a failed test is the end of the lock anyway
class FutureTest extends Stage {
    private static final Step FAIL = Step.of(Verb.THROW, "on purpose");

    /** A call that runs until the event, and occupies its worker. */
    private Task<List<Done>> running(String go) throws InterruptedException {
        String started = name("started");
        Task<List<Done>> task = play(says(started), Step.of(Verb.POLL, go));
        comes(started);
        return task;
    }

    @DisplayName("FUT-01: waiting, queued, running, done, failed and cancelled are each reported exactly")
    @ParameterizedTest
    @EnumSource
    void phases(Where where) throws Exception {
        on(where);
        muster().lock("guard").lock();
        Task<List<Done>> waiting = play(Where.How.GUARDED);
        String go = name("go");
        List<Task<List<Done>>> running = List.of(running(go), running(go), running(go));
        Task<List<Done>> queued = play();
        Task<List<Done>> failing = play(FAIL);
        Task<List<Done>> cancelled = play();
        assertThat(cancelled.cancel(false)).isTrue();
        assertThat(waiting.phase()).isEqualTo(TaskPhase.WAITING);
        assertThat(running).allMatch(task -> task.phase() == TaskPhase.RUNNING);
        assertThat(queued.phase()).isEqualTo(TaskPhase.QUEUED);
        assertThat(Stream.of(waiting, queued, running.get(0))).noneMatch(Task::isDone);
        assertThat(cancelled.phase()).isEqualTo(TaskPhase.CANCELLED);
        assertThat(cancelled.isCancelled() && cancelled.isDone()).isTrue();
        muster().lock("guard").unlock();
        set(go);
        waiting.join();
        queued.join();
        running.forEach(Task::join);
        assertThatThrownBy(failing::join).isInstanceOf(CallFailedException.class);
        assertThat(failing.phase()).isEqualTo(TaskPhase.FAILED);
        assertThat(Stream.of(waiting, queued, running.get(0))).allMatch(task -> task.phase() == TaskPhase.SUCCEEDED);
        assertThat(Stream.of(waiting, failing)).allMatch(Task::isDone).noneMatch(Task::isCancelled);
    }

    @DisplayName("FUT-02: a call that is cancelled before it starts never runs, and who waits for it is told")
    @ParameterizedTest
    @EnumSource
    void cancelBeforeStart(Where where) throws Exception {
        on(where);
        String go = name("go");
        String ran = name("ran");
        List<Task<List<Done>>> running = List.of(running(go), running(go), running(go));
        Task<List<Done>> victim = play(says(ran));
        Task<List<Done>> other = play();
        CompletableFuture<?> waits = victim.toCompletableFuture();
        assertThat(victim.cancel(true)).isTrue();
        assertThat(victim.cancel(true)).isFalse();
        assertThatThrownBy(waits::join).isInstanceOf(CancellationException.class);
        assertThatThrownBy(victim::get).isInstanceOf(CancellationException.class);
        set(go);
        running.forEach(Task::join);
        other.join();
        assertThat(muster().event(ran).isSet()).isFalse();
        assertThat(victim.worker()).isEmpty();
    }

    @DisplayName("FUT-03: cancelling what is done says no, and keeps the result")
    @ParameterizedTest
    @EnumSource
    void cancelAfterEnd(Where where) throws Exception {
        on(where);
        Task<List<Done>> task = play(Step.of(Verb.AVAILABLE, name("semaphore"), 7));
        task.join();
        assertThat(task.cancel(true)).isFalse();
        assertThat(task.isCancelled()).isFalse();
        assertThat(texts(task.get())).containsExactly("7");
    }

    @DisplayName(
            "FUT-04, FUT-05: cancel with an interrupt interrupts a running body, without one it does not; the worker goes on")
    @ParameterizedTest
    @EnumSource
    void cancelRunning(Where where) throws Exception {
        on(where);
        for (boolean interrupt : List.of(true, false)) {
            String go = name("go");
            String lock = name("lock");
            String left = name("left");
            // Interrupted, it goes on while 'go' is unset.
            Task<List<Done>> task = play(lock(lock), awaits(go), unlock(lock), says(left));
            untilWaiting(1, go);
            assertThat(task.cancel(interrupt)).isTrue();
            assertThatThrownBy(task::join).isInstanceOf(CancellationException.class);
            assertThatThrownBy(() -> task.get(1, TimeUnit.SECONDS)).isInstanceOf(CancellationException.class);
            if (interrupt) {
                comes(left);
            } else {
                assertThat(elsewhere(tryLock(lock))).containsExactly(NO);
                set(go);
                comes(left);
            }
            task.awaitEnd();
            assertThat(elsewhere(tryLock(lock), unlock(lock))).containsExactly(YES, DONE);
        }
    }

    @DisplayName(
            "FUT-06, FUT-07, FUT-08: a failure is wrapped once around the original; only a child's has a remote trace; gets agree")
    @ParameterizedTest
    @EnumSource
    void failure(Where where) throws Exception {
        on(where);
        Task<List<Done>> task = play(FAIL);
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(task::get)
                    .isInstanceOf(ExecutionException.class)
                    .cause()
                    .isInstanceOf(Part.Thrown.class)
                    .hasMessage("on purpose");
            assertThatThrownBy(task::join)
                    .isInstanceOf(CallFailedException.class)
                    .cause()
                    .isInstanceOf(Part.Thrown.class);
        }
        Throwable original =
                task.toCompletableFuture().handle((value, thrown) -> thrown).get(30, TimeUnit.SECONDS);
        assertThat(original).isInstanceOf(Part.Thrown.class).hasNoCause();
        assertThat(original.getStackTrace())
                .anyMatch(frame -> frame.getClassName().equals(Part.class.getName()));
        assertThatThrownBy(task::get).cause().isSameAs(original);
    }

    @DisplayName("FUT-10: waiting is interruptible, with a limit or without, and the call goes on")
    @ParameterizedTest
    @EnumSource
    void interruptedWaiter(Where where) throws Exception {
        on(where);
        String go = name("go");
        Task<List<Done>> task = running(go);
        Thread.currentThread().interrupt();
        assertThatThrownBy(task::get).isInstanceOf(InterruptedException.class);
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> task.get(1, TimeUnit.MINUTES)).isInstanceOf(InterruptedException.class);
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
        assertThatThrownBy(() -> task.get(1, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
        assertThat(task.phase()).isEqualTo(TaskPhase.RUNNING);
        set(go);
        assertThat(texts(task.join())).containsExactly(DONE, DONE);
    }

    @DisplayName("FUT-11: callbacks run once, also when added afterwards; one that throws does not stop the next")
    @ParameterizedTest
    @EnumSource
    void callbacks(Where where) throws Exception {
        on(where);
        String go = name("go");
        AtomicInteger told = new AtomicInteger();
        Task<List<Done>> task = running(go);
        CompletableFuture<List<Done>> future = task.toCompletableFuture();
        CompletableFuture<Void> first = future.thenAccept(done -> {
            told.incrementAndGet();
            throw new IllegalStateException("on purpose");
        });
        CompletableFuture<Void> second = future.thenAccept(done -> told.incrementAndGet());
        set(go);
        second.get(30, TimeUnit.SECONDS);
        assertThatThrownBy(() -> first.get(30, TimeUnit.SECONDS)).hasRootCauseMessage("on purpose");
        assertThat(told).hasValue(2);
        task.toCompletableFuture().thenAccept(done -> told.incrementAndGet()).join();
        assertThat(told).hasValue(3);
        assertThat(texts(task.join())).containsExactly(DONE, DONE);
    }

    @DisplayName("FUT-12: completing, failing or cancelling a future of it changes neither the call nor other futures")
    @ParameterizedTest
    @EnumSource
    void secondCompletion(Where where) throws Exception {
        on(where);
        String go = name("go");
        Task<List<Done>> task = running(go);
        CompletableFuture<List<Done>> one = task.toCompletableFuture();
        CompletableFuture<List<Done>> other = task.toCompletableFuture();
        assertThat(one.complete(List.of())).isTrue();
        assertThat(task.isDone()).isFalse();
        set(go);
        assertThat(texts(task.join())).containsExactly(DONE, DONE);
        assertThat(texts(other.get(30, TimeUnit.SECONDS))).containsExactly(DONE, DONE);
        assertThat(other.complete(List.of())).isFalse();
        assertThat(other.completeExceptionally(new IllegalStateException())).isFalse();
        assertThat(other.cancel(true)).isFalse();
        assertThat(texts(other.join())).containsExactly(DONE, DONE);
    }

    @DisplayName(
            "FUT-13: one can wait for the first that is done, for the first failure and for all; duplicates are fine")
    @ParameterizedTest
    @EnumSource
    void waits(Where where) throws Exception {
        on(where);
        String go = name("go");
        Task<List<Done>> slow = running(go);
        Task<List<Done>> quick = play();
        CompletableFuture<?> any = CompletableFuture.anyOf(
                slow.toCompletableFuture(), quick.toCompletableFuture(), quick.toCompletableFuture());
        any.get(30, TimeUnit.SECONDS);
        assertThat(quick.isDone()).isTrue();
        assertThat(slow.isDone()).isFalse();
        CompletableFuture<?> all = CompletableFuture.allOf(slow.toCompletableFuture(), slow.toCompletableFuture());
        assertThat(all).isNotDone();
        set(go);
        all.get(30, TimeUnit.SECONDS);
        String never = name("never");
        Batch<List<Done>> batch = all(
                Where.All.FREELY,
                List.of(List.of(awaits(never)), List.of(FAIL), List.of(awaits(never))),
                FanOut.failFast());
        assertThatThrownBy(batch::join)
                .isInstanceOf(BatchFailedException.class)
                .hasRootCauseMessage("on purpose")
                .matches(failure -> ((BatchFailedException) failure).index() == 1);
    }

    @DisplayName("FUT-15: a fan-out keeps the order and reports each failure; successes can be had as they come")
    @ParameterizedTest
    @EnumSource
    void fanOut(Where where) throws Exception {
        on(where);
        List<List<Step>> parts = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            parts.add(i % 2 == 0 ? List.of(Step.of(Verb.AVAILABLE, name("semaphore"), i)) : List.of(FAIL));
        }
        Batch<List<Done>> batch = all(Where.All.FREELY, parts, FanOut.collectAll());
        assertThat(batch.outcomes()).hasSize(6);
        for (int i = 0; i < 6; i++) {
            if (i % 2 == 0) {
                assertThat(texts(batch.outcomes().get(i).value())).containsExactly("" + i);
            } else {
                assertThat(batch.outcomes().get(i).failure()).hasMessage("on purpose");
            }
        }
        Batch<List<Done>> good = all(Where.All.FREELY, List.of(parts.get(0), parts.get(2)), FanOut.collectAll());
        assertThat(good.unordered().map(done -> texts(done).get(0)).toList()).containsExactlyInAnyOrder("0", "2");
        assertThat(all(Where.All.FREELY, List.of(), FanOut.failFast()).join()).isEmpty();
    }

    @DisplayName("FUT-17: orTimeout and completeOnTimeout act only if it is not done")
    @ParameterizedTest
    @EnumSource
    void timeouts(Where where) throws Exception {
        on(where);
        String go = name("go");
        Task<List<Done>> task = running(go);
        assertThatThrownBy(() -> task.toCompletableFuture()
                        .orTimeout(20, TimeUnit.MILLISECONDS)
                        .get(30, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(TimeoutException.class);
        assertThat(task.toCompletableFuture()
                        .completeOnTimeout(List.of(), 20, TimeUnit.MILLISECONDS)
                        .get(30, TimeUnit.SECONDS))
                .isEmpty();
        assertThat(task.phase()).isEqualTo(TaskPhase.RUNNING);
        set(go);
        assertThat(texts(task.join())).containsExactly(DONE, DONE);
        assertThat(task.toCompletableFuture().orTimeout(0, TimeUnit.NANOSECONDS).join())
                .isEqualTo(task.join());
    }

    @DisplayName("FUT-18: the text shows the phase, and the failure")
    @ParameterizedTest
    @EnumSource
    void text(Where where) throws Exception {
        on(where);
        String go = name("go");
        Task<List<Done>> running = running(go);
        muster().lock("guard").lock();
        Task<List<Done>> cancelled = play(Where.How.GUARDED);
        assertThat(cancelled).hasToString(cancelled.name() + "[WAITING]");
        cancelled.cancel(true);
        muster().lock("guard").unlock();
        Task<List<Done>> failed = play(FAIL);
        assertThat(running).hasToString(running.name() + "[RUNNING]");
        set(go);
        running.join();
        assertThatThrownBy(failed::join).isInstanceOf(CallFailedException.class);
        assertThat(running).hasToString(running.name() + "[SUCCEEDED]");
        assertThat(failed).hasToString(failed.name() + "[FAILED: " + Part.Thrown.class.getName() + ": on purpose]");
        assertThat(cancelled).hasToString(cancelled.name() + "[CANCELLED]");
    }
}
