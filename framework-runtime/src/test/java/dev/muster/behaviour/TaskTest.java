package dev.muster.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.BatchFailedException;
import dev.muster.CallContext;
import dev.muster.CallFailedException;
import dev.muster.JoinInterruptedException;
import dev.muster.Muster;
import dev.muster.Task;
import dev.muster.TaskPhase;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** One call and its handle. */
@Timeout(120)
@ExtendWith(LeavesNothingBehind.class)
class TaskTest {
    private final Muster muster = Muster.open();
    private final JobsDispatcher jobs = new JobsDispatcher(new Jobs(), muster);

    @AfterEach
    void close() {
        muster.closeNow();
    }

    @DisplayName("MAP-01, FUT-01: a call gives what the method gives, and its phases are exact")
    @ParameterizedTest
    @EnumSource
    void phases(On on) throws Exception {
        Gate started = new Gate();
        Gate go = new Gate();
        Task<Object> task = on.start(jobs, () -> {
            started.open();
            go.pass();
            return "result";
        });
        started.pass();
        assertThat(task.phase()).isEqualTo(TaskPhase.RUNNING);
        assertThat(task.isDone()).isFalse();
        go.open();
        assertThat(task.join()).isEqualTo("result");
        assertThat(task.get()).isEqualTo("result");
        assertThat(task.phase()).isEqualTo(TaskPhase.SUCCEEDED);
        assertThat(task.worker().orElseThrow().pid())
                .isEqualTo(ProcessHandle.current().pid());
    }

    @DisplayName("names are numbered from 1 for each method")
    @Test
    void names() {
        assertThat(jobs.square(1).name()).isEqualTo("square-1");
        assertThat(jobs.square(1).name()).isEqualTo("square-2");
        assertThat(jobs.tick().name()).isEqualTo("tick-1");
    }

    @DisplayName("PRC-03: the body sees its own name, worker and runtime, and a plain call sees none")
    @ParameterizedTest
    @EnumSource
    void context(On on) {
        Task<Object> task = on.start(jobs, CallContext::current);
        CallContext seen = (CallContext) task.join();
        assertThat(seen.callName()).isEqualTo(task.name());
        assertThat(seen.workerName()).isEqualTo(task.worker().orElseThrow().name());
        assertThat(seen.pid()).isEqualTo(ProcessHandle.current().pid());
        assertThat(seen.muster()).isSameAs(muster);
        assertThat(seen.attempt()).isEqualTo(1);
        assertThat(seen.deadline()).isEmpty();
        assertThat(CallContext.find()).isEmpty();
        assertThatThrownBy(CallContext::current).hasMessageContaining("runs no call");
    }

    @DisplayName("FUT-06, FUT-08: the failure is wrapped once, its cause is the original, and it stays the same")
    @ParameterizedTest
    @EnumSource
    void failure(On on) {
        IOException thrown = new IOException("disk");
        Task<Object> task = on.start(jobs, () -> {
            throw thrown;
        });
        assertThatThrownBy(task::join)
                .isInstanceOf(CallFailedException.class)
                .hasMessageContaining(task.name())
                .cause()
                .isSameAs(thrown);
        assertThatThrownBy(task::get)
                .isInstanceOf(ExecutionException.class)
                .cause()
                .isSameAs(thrown);
        assertThatThrownBy(task::get).cause().isSameAs(thrown);
        assertThat(task.phase()).isEqualTo(TaskPhase.FAILED);
        assertThat(task.explain()).contains(task.name(), "failed", "disk");
    }

    @DisplayName("FUT-02: a call that is cancelled before it starts never runs")
    @ParameterizedTest
    @EnumSource(names = {"ONE_THREAD", "ONE_CORE"})
    void cancelBeforeStart(On on) {
        Gate go = new Gate();
        AtomicBoolean ran = new AtomicBoolean();
        Task<Object> first = on.start(jobs, () -> {
            go.pass();
            return null;
        });
        Task<Object> second = on.start(jobs, () -> {
            ran.set(true);
            return null;
        });
        assertThat(second.cancel(true)).isTrue();
        go.open();
        first.join();
        on.start(jobs, () -> null).join();
        assertThat(ran).isFalse();
        assertThat(second.worker()).isEmpty();
        assertThatThrownBy(second::join).isInstanceOf(CancellationException.class);
        assertThatThrownBy(second::get).isInstanceOf(CancellationException.class);
    }

    @DisplayName("FUT-03, FUT-12: cancelling what is done changes nothing")
    @ParameterizedTest
    @EnumSource
    void cancelAfterEnd(On on) {
        Task<Object> task = on.start(jobs, () -> 1);
        task.join();
        assertThat(task.cancel(true)).isFalse();
        assertThat(task.join()).isEqualTo(1);
    }

    @DisplayName("FUT-04: cancel(true) interrupts the body; join ends at once and awaitEnd when the body has left")
    @ParameterizedTest
    @EnumSource
    void cancelInterrupts(On on) throws Exception {
        Gate started = new Gate();
        Gate never = new Gate();
        Gate leave = new Gate();
        AtomicBoolean interrupted = new AtomicBoolean();
        AtomicReference<CallContext> context = new AtomicReference<>();
        Task<Object> task = on.start(jobs, () -> {
            context.set(CallContext.current());
            started.open();
            try {
                never.pass();
            } catch (InterruptedException expected) {
                interrupted.set(true);
            }
            leave.pass();
            return null;
        });
        started.pass();
        assertThat(context.get().isCancelled()).isFalse();
        assertThat(task.cancel(true)).isTrue();
        assertThat(context.get().isCancelled()).isTrue();
        assertThatThrownBy(task::join).isInstanceOf(CancellationException.class);
        assertThat(task.awaitEnd(Duration.ZERO)).isFalse();
        leave.open();
        task.awaitEnd();
        assertThat(interrupted).isTrue();
        assertThat(task.awaitEnd(Duration.ZERO)).isTrue();
    }

    @DisplayName("FUT-04: cancel(false) leaves the body alone")
    @ParameterizedTest
    @EnumSource
    void cancelWithoutInterrupt(On on) throws Exception {
        Gate started = new Gate();
        Gate go = new Gate();
        AtomicBoolean interrupted = new AtomicBoolean();
        Task<Object> task = on.start(jobs, () -> {
            started.open();
            interrupted.set(go.passWhateverHappens());
            return null;
        });
        started.pass();
        task.cancel(false);
        go.open();
        task.awaitEnd();
        assertThat(interrupted).isFalse();
        assertThat(task.isCancelled()).isTrue();
    }

    @DisplayName("an interrupt status that a body leaves behind does not reach the next body")
    @ParameterizedTest
    @EnumSource(names = {"ONE_THREAD", "ONE_CORE"})
    void interruptDoesNotLeak(On on) {
        on.start(jobs, () -> {
                    Thread.currentThread().interrupt();
                    return null;
                })
                .join();
        assertThat(on.start(jobs, Thread::interrupted).join()).isEqualTo(false);
    }

    @DisplayName("cancels that race with the ends of bodies never interrupt the next body")
    @ParameterizedTest
    @EnumSource(names = {"ONE_THREAD", "ONE_CORE"})
    void cancelRacesWithEnd(On on) throws Exception {
        AtomicInteger leaked = new AtomicInteger();
        for (int round = 0; round < 2_000; round++) {
            Task<Object> victim = on.start(jobs, () -> null);
            Task<Object> next = on.start(jobs, () -> {
                for (int spin = 0; spin < 50; spin++) {
                    if (Thread.currentThread().isInterrupted()) {
                        leaked.incrementAndGet();
                    }
                }
                return null;
            });
            victim.cancel(true);
            next.join();
        }
        assertThat(leaked).hasValue(0);
    }

    @DisplayName("an interrupt for a body that runs its child inline reaches the body, after the child")
    @ParameterizedTest
    @EnumSource(names = {"ONE_THREAD", "ONE_CORE"})
    void interruptOfTheJoinerOfAnInlineCall(On on) throws Exception {
        Gate childRuns = new Gate();
        Gate childMayEnd = new Gate();
        AtomicBoolean childInterrupted = new AtomicBoolean();
        AtomicBoolean parentInterrupted = new AtomicBoolean();
        Task<Object> parent = on.start(jobs, () -> {
            on.start(jobs, () -> {
                        childRuns.open();
                        childInterrupted.set(childMayEnd.passWhateverHappens());
                        return null;
                    })
                    .join();
            parentInterrupted.set(Thread.interrupted());
            return null;
        });
        childRuns.pass();
        parent.cancel(true);
        childMayEnd.open();
        parent.awaitEnd();
        assertThat(childInterrupted).isFalse();
        assertThat(parentInterrupted).isTrue();
    }

    @DisplayName("FUT-10: waiting is interruptible and the call goes on")
    @ParameterizedTest
    @EnumSource
    void interruptedWaiter(On on) {
        Gate go = new Gate();
        Task<Object> task = on.start(jobs, () -> {
            go.pass();
            return 5;
        });
        Thread.currentThread().interrupt();
        assertThatThrownBy(task::join)
                .isInstanceOf(JoinInterruptedException.class)
                .hasMessageContaining(task.name());
        assertThat(Thread.currentThread().isInterrupted()).isTrue();
        assertThatThrownBy(task::get).isInstanceOf(InterruptedException.class);
        assertThat(Thread.interrupted()).isFalse();
        go.open();
        assertThat(task.join()).isEqualTo(5);
    }

    @DisplayName("a dispatcher without a target or a Muster says which of them is missing")
    @Test
    void nothingToDispatchTo() {
        assertThatThrownBy(() -> new JobsDispatcher(null, muster))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("target");
        assertThatThrownBy(() -> new JobsDispatcher(new Jobs(), null))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("muster");
    }

    @DisplayName("who is interrupted and does not have to wait gets the outcome, and stays interrupted")
    @ParameterizedTest
    @EnumSource
    void interruptedWithoutWaiting(On on) throws Exception {
        Task<Object> task = on.start(jobs, () -> 5);
        task.join();
        Thread.currentThread().interrupt();
        assertThat(task.get()).isEqualTo(5);
        assertThat(task.get(0, TimeUnit.SECONDS)).isEqualTo(5);
        assertThat(task.join()).isEqualTo(5);
        task.awaitEnd();
        assertThat(Thread.interrupted()).isTrue();
    }

    @DisplayName("MAP-08: a timed get gives up in time and the call goes on")
    @ParameterizedTest
    @EnumSource
    void timedGet(On on) throws Exception {
        Gate go = new Gate();
        Task<Object> task = on.start(jobs, () -> {
            go.pass();
            return 5;
        });
        assertThatThrownBy(() -> task.get(20, TimeUnit.MILLISECONDS))
                .isInstanceOf(TimeoutException.class)
                .hasMessageContaining(task.name());
        assertThatThrownBy(() -> task.get(-1, TimeUnit.DAYS)).isInstanceOf(TimeoutException.class);
        go.open();
        assertThat(task.get(60, TimeUnit.SECONDS)).isEqualTo(5);
    }

    @DisplayName("a timed get within a pool of one does not run the call itself, which could take longer")
    @ParameterizedTest
    @EnumSource(names = {"ONE_THREAD", "ONE_CORE"})
    void timedGetWithinAPoolOfOne(On on) {
        Gate go = new Gate();
        Task<Object> parent = on.start(jobs, () -> {
            Task<Object> child = on.start(jobs, () -> {
                go.pass();
                return 5;
            });
            assertThatThrownBy(() -> child.get(20, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
            go.open();
            return child.join();
        });
        assertThat(parent.join()).isEqualTo(5);
    }

    @DisplayName(
            "FUT-11: a completable future is told once, also afterwards, and cancelling it does not cancel the call")
    @ParameterizedTest
    @EnumSource
    void completableFuture(On on) {
        Gate go = new Gate();
        AtomicInteger told = new AtomicInteger();
        Task<Object> task = on.start(jobs, () -> {
            go.pass();
            return 5;
        });
        CompletableFuture<Object> early = task.toCompletableFuture();
        CompletableFuture<Object> cancelled = task.toCompletableFuture();
        CompletableFuture<Object> observed = early.whenComplete((value, failure) -> told.incrementAndGet());
        cancelled.cancel(true);
        go.open();
        assertThat(early.join()).isEqualTo(5);
        assertThat(observed.join()).isEqualTo(5);
        assertThat(task.toCompletableFuture().join()).isEqualTo(5);
        assertThat(told).hasValue(1);
        assertThat(task.isCancelled()).isFalse();
    }

    @DisplayName("a stage holds its call until it completes, without a worker, and cancel cancels it")
    @Test
    void stages() throws Exception {
        CompletableFuture<Object> stage = new CompletableFuture<>();
        Task<Object> task = jobs.stage(() -> stage);
        Gate.until("the body has returned", () -> task.phase() == TaskPhase.RUNNING);
        assertThat(task.isDone()).isFalse();
        stage.complete("later");
        assertThat(task.join()).isEqualTo("later");

        CompletableFuture<Object> failing = new CompletableFuture<>();
        Task<Object> failed = jobs.stage(() -> failing);
        failing.completeExceptionally(new IOException("late"));
        assertThatThrownBy(failed::join).hasRootCauseInstanceOf(IOException.class);

        CompletableFuture<Object> endless = new CompletableFuture<>();
        Gate attached = new Gate();
        Task<Object> cancelled = jobs.stage(() -> {
            attached.open();
            return endless;
        });
        attached.pass();
        cancelled.cancel(true);
        cancelled.awaitEnd();
        assertThat(endless).isCancelled();
    }

    @DisplayName("FUT-18: the text of a handle shows its phase and failure")
    @Test
    void text() {
        Task<Object> good = jobs.thread(() -> 1);
        good.join();
        assertThat(good).hasToString("thread-1[SUCCEEDED]");
        Task<Object> bad = jobs.thread(() -> {
            throw new IOException("x");
        });
        assertThatThrownBy(bad::join).isNotNull();
        assertThat(bad).hasToString("thread-2[FAILED: java.io.IOException: x]");
    }

    @DisplayName("MAP-34: calls may be started by many threads at once, and from callbacks")
    @ParameterizedTest
    @EnumSource
    void manyStarters(On on) throws Exception {
        AtomicInteger ran = new AtomicInteger();
        Thread[] starters = new Thread[8];
        for (int i = 0; i < starters.length; i++) {
            starters[i] = new Thread(() -> {
                for (int call = 0; call < 500; call++) {
                    on.start(jobs, ran::incrementAndGet).join();
                }
            });
            starters[i].start();
        }
        for (Thread starter : starters) {
            starter.join();
        }
        assertThat(ran).hasValue(8 * 500);
        CompletableFuture<Object> chained = on.start(jobs, () -> 1)
                .toCompletableFuture()
                .thenCompose(one -> on.start(jobs, () -> (int) one + 1).toCompletableFuture());
        assertThat(chained.get(60, TimeUnit.SECONDS)).isEqualTo(2);
    }

    /** Cannot be described. */
    private static final class Hostile extends Exception {
        private static final long serialVersionUID = 1L;

        @Override
        public String getMessage() {
            throw new IllegalStateException("from getMessage()");
        }

        @Override
        public String toString() {
            throw new IllegalStateException("from toString()");
        }
    }

    /** Describes itself as null. */
    private static final class Nameless extends Exception {
        private static final long serialVersionUID = 1L;

        @Override
        @SuppressWarnings({"NullAway", "OverrideThrowableToString", "ToStringReturnsNull"})
        public String toString() {
            return null;
        }
    }

    static Stream<Exception> indescribable() {
        return Stream.of(new Hostile(), new Nameless());
    }

    @DisplayName("a failure whose toString() fails fails no differently")
    @ParameterizedTest(name = "{index}")
    @MethodSource("indescribable")
    @SuppressWarnings("FutureReturnValueIgnored")
    void indescribable(Exception thrown) throws Exception {
        Gate dependent = new Gate();
        Task<Object> task = jobs.thread(() -> {
            dependent.pass();
            throw thrown;
        });
        task.toCompletableFuture().thenApply(unreached -> unreached);
        dependent.open();
        task.awaitEnd();
        String name = thrown.getClass().getName();
        assertThatThrownBy(task::join)
                .isInstanceOf(CallFailedException.class)
                .hasMessageContaining(name)
                .matches(failure -> failure.getCause() == thrown);
        assertThatThrownBy(task::get).isInstanceOf(ExecutionException.class).hasMessageContaining(name);
        assertThat(task.explain()).contains("failed", name);
        assertThat(task.toString()).contains("FAILED", name);
        assertThat(jobs.thread(() -> "next").join()).isEqualTo("next");
    }

    @DisplayName("inputs and failures of a fan-out whose toString() fails fail no differently")
    @ParameterizedTest(name = "{index}")
    @MethodSource("indescribable")
    void indescribableInputs(Exception thrown) {
        Callable<?> input = new Callable<>() {
            @Override
            public Object call() throws Exception {
                throw thrown;
            }

            @Override
            @SuppressWarnings({"NullAway", "ToStringReturnsNull"})
            public String toString() {
                return null;
            }
        };
        assertThatThrownBy(jobs.threadAll(List.of(input))::join)
                .isInstanceOf(BatchFailedException.class)
                .hasMessageContaining(thrown.getClass().getName());
    }

    @DisplayName("what depends on a task may wait for what one does next who has waited for the task")
    @Test
    void dependentWaitsForOneThatHasWaited() throws Exception {
        Gate ends = new Gate();
        Gate after = new Gate();
        Task<Object> task = jobs.thread(() -> {
            ends.pass();
            return 1;
        });
        Thread waiter = new Thread(() -> {
            task.join();
            after.open();
        });
        waiter.start();
        Gate.until("it waits", () -> waiter.getState() == Thread.State.WAITING);
        CompletableFuture<Boolean> dependent = task.toCompletableFuture().thenApply(one -> after.passWhateverHappens());
        ends.open();
        assertThat(dependent.get(20, TimeUnit.SECONDS)).isFalse();
        waiter.join();
    }

    @DisplayName("a limit without a unit is an error at once")
    @Test
    @SuppressWarnings("NullAway")
    void withoutUnit() {
        Task<String> done = jobs.tick();
        done.join();
        assertThatThrownBy(() -> done.get(1, null)).isInstanceOf(NullPointerException.class);
    }
}
