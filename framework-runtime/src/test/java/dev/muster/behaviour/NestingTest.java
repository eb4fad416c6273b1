package dev.muster.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.Batch;
import dev.muster.FanOut;
import dev.muster.Muster;
import dev.muster.Parallel;
import dev.muster.SharedBarrier;
import dev.muster.Task;
import dev.muster.Workers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Calls that start and await calls on the pool that they run on. */
@Timeout(120)
@ExtendWith(LeavesNothingBehind.class)
class NestingTest {
    private static final int DEPTH = 60;

    private final Muster muster = Muster.open();
    private final JobsDispatcher jobs = new JobsDispatcher(new Jobs(), muster);

    @AfterEach
    void close() {
        muster.closeNow();
    }

    /** How a body awaits the calls that it started. */
    enum Waiting {
        JOIN {
            @Override
            int sum(Batch<Object> batch) {
                return batch.join().stream().mapToInt(value -> (int) value).sum();
            }
        },
        OUTCOMES {
            @Override
            int sum(Batch<Object> batch) {
                return batch.outcomes().stream()
                        .mapToInt(outcome -> (int) outcome.value())
                        .sum();
            }
        },
        STREAM {
            @Override
            int sum(Batch<Object> batch) {
                return batch.stream().mapToInt(value -> (int) value).sum();
            }
        },
        UNORDERED {
            @Override
            int sum(Batch<Object> batch) {
                return batch.unordered().mapToInt(value -> (int) value).sum();
            }
        };

        abstract int sum(Batch<Object> batch);
    }

    @DisplayName("a task is joined within its own pool at any depth")
    @ParameterizedTest
    @EnumSource
    void tasks(On on) {
        assertThat(on.start(jobs, () -> chain(on, 500)).join()).isEqualTo(500);
    }

    private int chain(On on, int depth) {
        return depth == 0
                ? 0
                : 1 + (int) on.start(jobs, () -> chain(on, depth - 1)).join();
    }

    @DisplayName("a batch is joined within its own pool at any depth, in every way of waiting")
    @ParameterizedTest
    @EnumSource
    void batches(On on) {
        for (Waiting waiting : Waiting.values()) {
            assertThat(on.start(jobs, () -> pairs(on, waiting, DEPTH)).join()).isEqualTo(DEPTH + 1);
        }
    }

    /** One of each pair goes on. */
    private int pairs(On on, Waiting waiting, int depth) {
        if (depth == 0) {
            return 1;
        }
        List<Callable<?>> pair = List.of(() -> 1, () -> pairs(on, waiting, depth - 1));
        return waiting.sum(on.all(jobs, pair));
    }

    @DisplayName("a lazy stream is read within its own pool at any depth")
    @ParameterizedTest
    @EnumSource
    void streams(On on) {
        assertThat(on.start(jobs, () -> streamed(on, DEPTH)).join()).isEqualTo(DEPTH + 1);
    }

    private int streamed(On on, int depth) {
        if (depth == 0) {
            return 1;
        }
        List<Callable<?>> pair = List.of(() -> 1, () -> streamed(on, depth - 1));
        try (Stream<Object> results = on.stream(jobs, pair.iterator())) {
            return results.mapToInt(value -> (int) value).sum();
        }
    }

    @DisplayName("wide nested fan-outs in a pool of one")
    @ParameterizedTest
    @EnumSource
    void tree(On on) {
        assertThat(on.start(jobs, () -> tree(on, 4)).join()).isEqualTo(10_000);
    }

    private int tree(On on, int depth) {
        if (depth == 0) {
            return 1;
        }
        List<Callable<?>> children = IntStream.range(0, 10)
                .<Callable<?>>mapToObj(child -> () -> tree(on, depth - 1))
                .toList();
        return Waiting.JOIN.sum(on.all(jobs, children));
    }

    @DisplayName("a body may await a call that is not its descendant: another worker takes its place meanwhile")
    @ParameterizedTest
    @EnumSource
    void strangers(On on) throws Exception {
        AtomicReference<Task<Object>> stranger = new AtomicReference<>();
        Gate started = new Gate();
        Gate queued = new Gate();
        Task<Object> waiting = on.start(jobs, () -> {
            started.open();
            queued.pass();
            return stranger.get().join();
        });
        started.pass();
        stranger.set(on.start(jobs, () -> "stranger"));
        queued.open();
        assertThat(waiting.join()).isEqualTo("stranger");
    }

    @DisplayName("closing a batch within its own pool of one waits for what runs elsewhere")
    @ParameterizedTest
    @EnumSource
    void closing(On on) {
        AtomicInteger ran = new AtomicInteger();
        Task<Object> parent = on.start(jobs, () -> {
            List<Callable<?>> children = IntStream.range(0, 100)
                    .<Callable<?>>mapToObj(child -> ran::incrementAndGet)
                    .toList();
            Batch<Object> batch = on.all(jobs, children);
            batch.close();
            return batch.progress().done();
        });
        assertThat(parent.join()).isEqualTo(100L);
    }

    @DisplayName("calls wait for each other across two pools of one without starving")
    @Test
    void acrossPools() {
        assertThat(jobs.oneThread(() -> pingPong(200)).join()).isEqualTo(200);
    }

    private int pingPong(int left) {
        if (left == 0) {
            return 0;
        }
        Callable<?> next = () -> pingPong(left - 1);
        return 1 + (int) (left % 2 == 0 ? jobs.oneThread(next) : jobs.oneCore(next)).join();
    }

    /** A call a node. */
    static class Recursion {
        private final NestingTest_RecursionDispatcher calls;

        Recursion(Muster muster) {
            calls = new NestingTest_RecursionDispatcher(this, muster);
        }

        @Parallel(on = Workers.CORES)
        int fib(int n) {
            if (n < 2) {
                return n;
            }
            Task<Integer> left = calls.fib(n - 1);
            Task<Integer> right = calls.fib(n - 2);
            return left.join() + right.join();
        }

        @Parallel
        int fibOnThreads(int n) {
            if (n < 2) {
                return n;
            }
            Task<Integer> left = calls.fibOnThreads(n - 1);
            Task<Integer> right = calls.fibOnThreads(n - 2);
            return left.join() + right.join();
        }

        @Parallel(on = Workers.CORES)
        int deep(int n) {
            return n == 0 ? 0 : 1 + calls.deep(n - 1).join();
        }
    }

    @DisplayName("WL-01: a recursion with a call a node")
    @Test
    void fib() {
        Recursion recursion = new Recursion(muster);
        assertThat(recursion.calls.fib(24).join()).isEqualTo(46_368);
        assertThat(recursion.calls.fibOnThreads(16).join()).isEqualTo(987);
    }

    @DisplayName("a linear recursion costs a few frames a level, not more the deeper it is")
    @Test
    void deep() {
        assertThat(new Recursion(muster).calls.deep(1_000).join()).isEqualTo(1_000);
    }

    @DisplayName("any order of joins ends")
    @ParameterizedTest
    @EnumSource
    void randomJoins(On on) {
        long seed = ThreadLocalRandom.current().nextLong();
        System.out.println("seed " + seed);
        java.util.Random random = new java.util.Random(seed);
        int expected = 0;
        List<Task<Object>> roots = new ArrayList<>();
        for (int root = 0; root < 20; root++) {
            long rootSeed = random.nextLong();
            int size = 1 + random.nextInt(30);
            expected += size;
            roots.add(on.start(jobs, () -> randomTree(on, new java.util.Random(rootSeed), size)));
        }
        int sum = 0;
        for (Task<Object> root : roots) {
            sum += (int) root.join();
        }
        assertThat(sum).isEqualTo(expected);
    }

    /** Splits its size at random among children that it joins in random order. */
    private int randomTree(On on, java.util.Random random, int size) {
        List<Task<Object>> children = new ArrayList<>();
        int left = size - 1;
        while (left > 0) {
            int part = 1 + random.nextInt(left);
            long seed = random.nextLong();
            children.add(on.start(jobs, () -> randomTree(on, new java.util.Random(seed), part)));
            left -= part;
        }
        java.util.Collections.shuffle(children, random);
        int sum = 1;
        for (Task<Object> child : children) {
            sum += (int) child.join();
        }
        return sum;
    }

    @DisplayName("a body that joins in the order of starting, or cancels, leaves nothing in the queue behind")
    @ParameterizedTest
    @EnumSource
    void leavesNoPlacesTaken(On on) {
        try (Muster small = Muster.builder().queueLimit(100).open()) {
            JobsDispatcher few = new JobsDispatcher(new Jobs(), small);
            Task<Object> parent = on.start(few, () -> {
                int sum = 0;
                for (int round = 0; round < 1_000; round++) {
                    Task<Object> first = on.start(few, () -> 1);
                    Task<Object> second = on.start(few, () -> 2);
                    Task<Object> third = on.start(few, () -> 4);
                    second.cancel(true);
                    sum += (int) first.join() + (int) third.join();
                }
                return sum;
            });
            assertThat(parent.join()).isEqualTo(5_000);
        }
    }

    @DisplayName("a body of a full pool may wait for the end of a call that is queued there, with a limit and without")
    @ParameterizedTest
    @EnumSource
    void awaitEnd(On on) {
        assertThat(on.start(jobs, () -> awaitedEnd(on, DEPTH, false)).join()).isEqualTo(DEPTH);
        assertThat(on.start(jobs, () -> awaitedEnd(on, DEPTH, true)).join()).isEqualTo(DEPTH);
    }

    private int awaitedEnd(On on, int depth, boolean timed) throws InterruptedException {
        if (depth == 0) {
            return 0;
        }
        Task<Object> below = on.start(jobs, () -> awaitedEnd(on, depth - 1, timed));
        if (timed) {
            assertThat(below.awaitEnd(Duration.ofMinutes(1))).isTrue();
        } else {
            below.awaitEnd();
        }
        return 1 + (int) below.join();
    }

    @DisplayName("more bodies of one fan-out wait for each other through a handle than the pool has workers")
    @ParameterizedTest
    @EnumSource
    void bodiesMeet(On on) {
        SharedBarrier barrier = muster.barrier("meet", 20);
        List<Callable<?>> meeting = Collections.nCopies(20, barrier::await);
        assertThat(on.all(jobs, meeting).join()).hasSize(20);
        List<Callable<?>> jobsInAll = new ArrayList<>(Collections.nCopies(5_000, () -> "quick"));
        jobsInAll.addAll(meeting);
        assertThat(on.all(jobs, jobsInAll).join()).hasSize(5_020);
        assertThat(on.stream(jobs, meeting.iterator(), FanOut.failFast().window(20))
                        .toList())
                .hasSize(20);
    }
}
