package dev.muster.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.CallContext;
import dev.muster.Muster;
import dev.muster.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.RecursiveTask;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Bodies on cores that do fork-join work of their own: the pool may then run other calls on top of them. */
@Timeout(60)
@ExtendWith(LeavesNothingBehind.class)
class ForkJoinWithinTest {
    private final Muster muster = Muster.open();
    private final JobsDispatcher jobs = new JobsDispatcher(new Jobs(), muster);
    private final Gate outerRuns = new Gate();
    private final Gate queued = new Gate();
    private final Gate ended = new Gate();
    private final AtomicReference<Boolean> seen = new AtomicReference<>();
    private final AtomicReference<String> nameAfter = new AtomicReference<>();

    @AfterEach
    void close() {
        muster.closeNow();
    }

    /** What the pool runs on top of a body. */
    enum OnTop {
        CALL {
            @Override
            void start(JobsDispatcher jobs, Callable<?> job) {
                jobs.oneCore(job);
            }
        },
        FAN_OUT {
            @Override
            void start(JobsDispatcher jobs, Callable<?> job) {
                jobs.oneCoreAll(List.of(job));
            }
        };

        abstract void start(JobsDispatcher jobs, Callable<?> job);
    }

    /** Starts a body that has the pool run whatever is queued on top of it, and then says who it is, and whether it is interrupted. */
    private Task<Object> startOuter() throws InterruptedException {
        Task<Object> outer = jobs.oneCore(() -> {
            outerRuns.open();
            runOthers();
            nameAfter.set(CallContext.current().callName());
            seen.set(Thread.currentThread().isInterrupted());
            ended.open();
            return null;
        });
        outerRuns.pass();
        return outer;
    }

    private void runOthers() throws InterruptedException {
        boolean before = queued.passWhateverHappens();
        if (before) {
            Thread.currentThread().interrupt();
        }
        ForkJoinTask.helpQuiesce();
    }

    @DisplayName("an interrupt that comes while the pool runs another call on top of a body reaches that body")
    @ParameterizedTest
    @EnumSource
    void interruptedMeanwhile(OnTop work) throws Exception {
        Task<Object> outer = startOuter();
        AtomicReference<Object> seenOnTop = new AtomicReference<>();
        Gate onTopRuns = new Gate();
        Gate cancelled = new Gate();
        work.start(jobs, () -> {
            onTopRuns.open();
            seenOnTop.set(cancelled.passWhateverHappens());
            return null;
        });
        queued.open();
        onTopRuns.pass();
        assertThat(outer.cancel(true)).isTrue();
        cancelled.open();
        ended.pass();
        assertThat(seenOnTop).hasValue(false);
        assertThat(seen).hasValue(true);
        assertThat(nameAfter).hasValue(outer.name());
    }

    @DisplayName("an interrupt that has come before the pool runs another call on top of a body is that body's alone")
    @ParameterizedTest
    @EnumSource
    void interruptedBefore(OnTop work) throws Exception {
        Task<Object> outer = startOuter();
        AtomicReference<Object> seenOnTop = new AtomicReference<>();
        work.start(jobs, () -> {
            seenOnTop.set(Thread.currentThread().isInterrupted());
            return null;
        });
        assertThat(outer.cancel(true)).isTrue();
        queued.open();
        ended.pass();
        assertThat(seenOnTop).hasValue(false);
        assertThat(seen).hasValue(true);
        assertThat(nameAfter).hasValue(outer.name());
    }

    @DisplayName("a body knows its call after fork-join work within which calls were started and joined")
    @Test
    void recursiveTasks() {
        for (int round = 0; round < 50; round++) {
            List<Task<Object>> roots = new ArrayList<>();
            for (int root = 0; root < 4; root++) {
                roots.add(jobs.core(() -> {
                    String name = CallContext.current().callName();
                    int sum = new Tree(jobs, 6).invoke();
                    assertThat(CallContext.current().callName()).isEqualTo(name);
                    return sum;
                }));
            }
            for (Task<Object> root : roots) {
                assertThat(root.join()).isEqualTo(64);
            }
        }
    }

    /** Each leaf is a call. */
    private static final class Tree extends RecursiveTask<Integer> {
        private static final long serialVersionUID = 1L;

        private final transient JobsDispatcher jobs;
        private final int depth;

        Tree(JobsDispatcher jobs, int depth) {
            this.jobs = jobs;
            this.depth = depth;
        }

        @Override
        protected Integer compute() {
            if (depth == 0) {
                return (int) jobs.core(() -> 1).join();
            }
            Tree left = new Tree(jobs, depth - 1);
            Tree right = new Tree(jobs, depth - 1);
            invokeAll(left, right);
            return left.join() + right.join();
        }
    }
}
