package dev.muster.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.CallContext;
import dev.muster.Muster;
import dev.muster.Task;
import dev.muster.Workers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.RecursiveTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.Lock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Bodies on cores that do fork-join work of their own: the pool may then run calls on top of them, but their own only. */
@Timeout(60)
@ExtendWith(LeavesNothingBehind.class)
class ForkJoinWithinTest {
    private final Muster muster = Muster.open();
    private final JobsDispatcher jobs = new JobsDispatcher(new Jobs(), muster);
    private final Gate outerRuns = new Gate();
    private final Gate queued = new Gate();
    private final Gate ended = new Gate();
    private final AtomicReference<Thread> thread = new AtomicReference<>();
    private final AtomicReference<Boolean> seen = new AtomicReference<>();
    private final AtomicReference<String> nameAfter = new AtomicReference<>();

    @AfterEach
    void close() {
        muster.closeNow();
    }

    /** What the pool may bring to a body that it is no business of. */
    enum Foreign {
        CALL {
            @Override
            void start(JobsDispatcher jobs, Callable<?> job) {
                jobs.sharedCore(job);
            }
        },
        FAN_OUT {
            @Override
            void start(JobsDispatcher jobs, Callable<?> job) {
                jobs.sharedCoreAll(List.of(job));
            }
        };

        abstract void start(JobsDispatcher jobs, Callable<?> job);
    }

    /**
     * Starts a body that starts another, has the pool run whatever is queued, and then says who it is, and whether it is
     * interrupted.
     */
    private Task<Object> startOuter(Callable<?> child) throws InterruptedException {
        Task<Object> outer = jobs.sharedCore(() -> {
            thread.set(Thread.currentThread());
            jobs.sharedCore(child);
            outerRuns.open();
            if (queued.passWhateverHappens()) {
                Thread.currentThread().interrupt();
            }
            ForkJoinTask.helpQuiesce();
            nameAfter.set(CallContext.current().callName());
            seen.set(Thread.currentThread().isInterrupted());
            ended.open();
            return null;
        });
        outerRuns.pass();
        return outer;
    }

    @DisplayName("an interrupt that comes while the pool runs a body's own call on top of it reaches that body")
    @Test
    void interruptedMeanwhile() throws Exception {
        AtomicReference<Object> seenOnTop = new AtomicReference<>();
        Gate onTopRuns = new Gate();
        Gate cancelled = new Gate();
        Task<Object> outer = startOuter(() -> {
            assertThat(Thread.currentThread()).isSameAs(thread.get());
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

    @DisplayName("an interrupt that has come before the pool runs a body's own call on top of it is that body's alone")
    @Test
    void interruptedBefore() throws Exception {
        AtomicReference<Object> seenOnTop = new AtomicReference<>();
        Task<Object> outer = startOuter(() -> {
            assertThat(Thread.currentThread()).isSameAs(thread.get());
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

    @DisplayName(
            "what the pool brings to a body that has not started it is run by another worker, and an interrupt stays the body's")
    @ParameterizedTest
    @EnumSource
    void foreign(Foreign work) throws Exception {
        AtomicReference<Object> ranIn = new AtomicReference<>();
        AtomicReference<Object> seenByOther = new AtomicReference<>();
        Task<Object> outer = startOuter(() -> null);
        work.start(jobs, () -> {
            seenByOther.set(Thread.currentThread().isInterrupted());
            ranIn.set(Thread.currentThread());
            return null;
        });
        assertThat(outer.cancel(true)).isTrue();
        queued.open();
        ended.pass();
        assertThat(ranIn.get()).isNotNull().isNotSameAs(thread.get());
        assertThat(seenByOther).hasValue(false);
        assertThat(seen).hasValue(true);
        assertThat(nameAfter).hasValue(outer.name());
    }

    @DisplayName("urgent work is not run on top of a body either")
    @Test
    void urgent() throws Exception {
        AtomicReference<Object> ranIn = new AtomicReference<>();
        Task<Object> outer = startOuter(() -> null);
        Task<Object> urgent = jobs.sharedCoreUrgent(() -> {
            ranIn.set(Thread.currentThread());
            return null;
        });
        queued.open();
        ended.pass();
        outer.join();
        urgent.join();
        assertThat(ranIn.get()).isNotNull().isNotSameAs(thread.get());
    }

    @DisplayName("a body that joins fork-join work while it holds a lock does not meet a call that wants the lock")
    @Test
    void holdsLock() throws Exception {
        try (Muster two = Muster.builder().workers(Workers.CORES, 2).open()) {
            JobsDispatcher pair = new JobsDispatcher(new Jobs(), two);
            Gate queuedThere = new Gate();
            Gate wants = new Gate();
            AtomicReference<Task<Object>> wanting = new AtomicReference<>();
            Task<Object> holding = pair.core(() -> {
                Lock lock = two.lock("held");
                lock.lock();
                try {
                    ForkJoinTask<?> part = ForkJoinTask.adapt(() -> {
                                wanting.set(pair.core(() -> {
                                    wants.open();
                                    lock.lock();
                                    try {
                                        return "had it";
                                    } finally {
                                        lock.unlock();
                                    }
                                }));
                                queuedThere.open();
                                wants.pass();
                                return null;
                            })
                            .fork();
                    queuedThere.pass(); // by the other worker, whom the join helps with what that has in its queue
                    part.join();
                    return "held it";
                } finally {
                    lock.unlock();
                }
            });
            assertThat(holding.get(20, TimeUnit.SECONDS)).isEqualTo("held it");
            assertThat(wanting.get().get(20, TimeUnit.SECONDS)).isEqualTo("had it");
        }
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
