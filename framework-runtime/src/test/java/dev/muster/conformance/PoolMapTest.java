package dev.muster.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.Batch;
import dev.muster.BatchFailedException;
import dev.muster.FanOut;
import dev.muster.Muster;
import dev.muster.Outcome;
import dev.muster.Progress;
import dev.muster.Task;
import dev.muster.WorkerInfo;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What pools of other languages' libraries promise of map and its kin. */
class PoolMapTest extends PoolStage {
    private static List<Integer> range(int n) {
        return IntStream.range(0, n).boxed().toList();
    }

    private static List<Integer> squared(List<Integer> xs) {
        return xs.stream().map(Pooled::square).toList();
    }

    @DisplayName("PRC-02, MAP-01: a call gives what the direct call gives, whatever the arguments")
    @ParameterizedTest
    @EnumSource
    void apply(Where where) {
        try (Muster muster = open()) {
            PooledDispatcher pooled = pooled(muster);
            assertThat(square(where, muster, 7).join()).isEqualTo(49);
            List<String> one = List.of("one");
            String said = where == Where.THREADS
                    ? pooled.sayInThread("a", 1, one).join()
                    : pooled.sayInProcess("a", 1, one).join();
            assertThat(said).isEqualTo(Pooled.say("a", 1, one));
        }
    }

    @DisplayName("MAP-03: a fan-out over calls of several arguments gives what a loop gives")
    @ParameterizedTest
    @EnumSource
    void starmap(Where where) {
        try (Muster muster = open()) {
            PooledDispatcher pooled = pooled(muster);
            List<String> list = List.of("x");
            List<String> results = where == Where.THREADS
                    ? pooled.sayInThreadAll(IntStream.range(0, 50)
                                    .mapToObj(i -> new PooledDispatcher.SayInThreadCall("t", i, list))
                                    .toList())
                            .join()
                    : pooled.sayInProcessAll(IntStream.range(0, 50)
                                    .mapToObj(i -> new PooledDispatcher.SayInProcessCall("t", i, list))
                                    .toList())
                            .join();
            assertThat(results)
                    .isEqualTo(IntStream.range(0, 50)
                            .mapToObj(i -> Pooled.say("t", i, list))
                            .toList());
        }
    }

    @DisplayName("MAP-04: of a call's two callbacks exactly one fires: with the result, or with the exception")
    @ParameterizedTest
    @EnumSource
    void callbacks(Where where) throws Exception {
        try (Muster muster = open()) {
            List<String> fired = new CopyOnWriteArrayList<>();
            for (int x : List.of(3, -3)) {
                CompletableFuture<Void> told = square(where, muster, x)
                        .toCompletableFuture()
                        .handle((result, failure) -> {
                            fired.add(failure == null ? "result " + result : "failure");
                            return null;
                        });
                told.get(30, TimeUnit.SECONDS);
            }
            assertThat(fired).containsExactly("result 9", "failure");
            assertThat(squares(where, muster, range(20), FanOut.failFast()).join())
                    .isEqualTo(squared(range(20)));
            assertThatThrownBy(squares(where, muster, List.of(1, -1), FanOut.failFast())::join)
                    .isInstanceOf(BatchFailedException.class)
                    .hasRootCauseMessage("negative: -1");
        }
    }

    @DisplayName("MAP-06: no input gives no output at once, from every member of the family, whatever the chunk")
    @ParameterizedTest
    @EnumSource
    void empty(Where where) {
        try (Muster muster = open()) {
            assertThat(squares(where, muster, List.of(), FanOut.failFast()).join())
                    .isEmpty();
            assertThat(squares(where, muster, List.of(), FanOut.failFast().chunk(20))
                            .join())
                    .isEmpty();
            assertThat(squares(where, muster, List.of(), FanOut.collectAll()).outcomes())
                    .isEmpty();
            assertThat(stream(where, muster, List.<Integer>of().iterator(), FanOut.failFast()))
                    .isEmpty();
            assertThat(stream(where, muster, List.<Integer>of().iterator(), FanOut.unordered()))
                    .isEmpty();
        }
    }

    @DisplayName(
            "MAP-07: an input iterator that throws, at once or later, does so at the caller, and the pool is of use after that")
    @ParameterizedTest
    @EnumSource
    void throwingInput(Where where) {
        try (Muster muster = open()) {
            for (int good : List.of(0, 30)) {
                Iterator<Integer> inputs = Stream.iterate(0, i -> i + 1)
                        .map(i -> {
                            if (i == good) {
                                throw new IllegalStateException("input " + i);
                            }
                            return i;
                        })
                        .iterator();
                assertThatThrownBy(() ->
                                stream(where, muster, inputs, FanOut.failFast()).toList())
                        .hasStackTraceContaining("input " + good);
                assertThat(square(where, muster, 5).join()).isEqualTo(25);
            }
        }
    }

    @DisplayName("MAP-08: a timed get times out after about that time, and the call goes on")
    @ParameterizedTest
    @EnumSource
    void timedGet(Where where) throws Exception {
        try (Muster muster = open()) {
            String name = newName();
            Task<String> task = stay(where, muster, name, "gate");
            awaitRunning(name);
            long start = System.nanoTime();
            assertThatThrownBy(() -> task.get(200, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
            assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start)).isBetween(120L, 2_000L);
            assertThat(task.isDone()).isFalse();
            open("gate");
            assertThat(task.get(30, TimeUnit.SECONDS)).isNotEmpty();
        }
    }

    @DisplayName("MAP-09: a stream yields in the order of the inputs, and ends")
    @ParameterizedTest
    @EnumSource
    void ordered(Where where) {
        try (Muster muster = open()) {
            assertThat(stream(
                            where,
                            muster,
                            range(1_000).iterator(),
                            FanOut.failFast().chunk(100)))
                    .containsExactlyElementsOf(squared(range(1_000)));
        }
    }

    @DisplayName("MAP-11: a stream without order yields the same results")
    @ParameterizedTest
    @EnumSource
    void unordered(Where where) {
        try (Muster muster = open()) {
            assertThat(stream(where, muster, range(1_000).iterator(), FanOut.unordered()))
                    .containsExactlyInAnyOrderElementsOf(squared(range(1_000)));
        }
    }

    @DisplayName("MAP-12: sizes and chunks of none are refused at once")
    @ParameterizedTest
    @EnumSource
    void refused(Where where) {
        dev.muster.Workers kind = where == Where.THREADS ? dev.muster.Workers.THREADS : dev.muster.Workers.PROCESSES;
        for (int n : List.of(0, -1)) {
            assertThatThrownBy(() -> Muster.builder().workers(kind, n)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> Muster.builder().pool("p", kind, n)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> FanOut.failFast().chunk(n)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> FanOut.failFast().window(n)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @DisplayName(
            "MAP-14, MAP-15: iteration gives the results before a failure, then the failure; other items end all the same")
    @ParameterizedTest
    @EnumSource
    void failingItem(Where where) {
        try (Muster muster = open()) {
            Iterator<Integer> results = stream(
                            where, muster, List.of(1, 2, -3, 4).iterator(), FanOut.failFast())
                    .iterator();
            assertThat(results.next()).isEqualTo(1);
            assertThat(results.next()).isEqualTo(4);
            assertThatThrownBy(results::next).hasStackTraceContaining("negative: -3");
            List<Outcome<Integer>> outcomes = squares(where, muster, List.of(1, 2, -3, 4), FanOut.collectAll())
                    .outcomes();
            assertThat(outcomes).extracting(Outcome::isSuccess).containsExactly(true, true, false, true);
            assertThat(outcomes.get(3).value()).isEqualTo(16);
        }
    }

    @DisplayName("MAP-18: closing a stream early ends it, and no further input is drawn")
    @ParameterizedTest
    @EnumSource
    void abandoned(Where where) {
        try (Muster muster = open()) {
            AtomicInteger drawn = new AtomicInteger();
            Iterator<Integer> inputs = Stream.generate(drawn::incrementAndGet).iterator();
            try (Stream<Integer> stream =
                    stream(where, muster, inputs, FanOut.failFast().window(8))) {
                assertThat(stream.iterator().next()).isEqualTo(1);
            }
            int atClose = drawn.get();
            assertThat(square(where, muster, 2).join()).isEqualTo(4);
            assertThat(drawn).hasValue(atClose);
        }
    }

    @DisplayName("MAP-19: no more inputs are drawn than the window allows, of an infinite input too")
    @ParameterizedTest
    @EnumSource
    void window(Where where) {
        try (Muster muster = open()) {
            AtomicInteger drawn = new AtomicInteger();
            Iterator<Integer> inputs = Stream.generate(drawn::incrementAndGet).iterator();
            try (Stream<Integer> stream =
                    stream(where, muster, inputs, FanOut.failFast().window(10))) {
                Iterator<Integer> results = stream.iterator();
                for (int read = 1; read <= 100; read++) {
                    assertThat(results.next()).isEqualTo(read * read);
                    assertThat(drawn.get()).isLessThanOrEqualTo(read + 10);
                }
            }
        }
    }

    @DisplayName(
            "MAP-27, MAP-29: many blocked calls have as many workers as the pool may have, with names of their own")
    @ParameterizedTest
    @EnumSource
    void saturation(Where where) throws Exception {
        try (Muster muster = open()) {
            List<Task<String>> tasks = new ArrayList<>();
            for (int i = 0; i < 30; i++) {
                tasks.add(stay(where, muster, "blocked" + i, "gate"));
            }
            Stage.until(
                    "two run",
                    () -> IntStream.range(0, 30)
                                    .filter(i -> runs("blocked" + i))
                                    .count()
                            == 2);
            open("gate");
            Set<String> workers = new HashSet<>();
            tasks.forEach(task -> workers.add(task.join()));
            assertThat(workers).hasSize(2).allMatch(name -> name.matches(".*-[12]"));
            assertThat(tasks)
                    .allMatch(task -> task.worker().map(WorkerInfo::name).isPresent());
        }
    }

    @DisplayName("MAP-30: a worker may use other pools itself")
    @ParameterizedTest
    @EnumSource
    void nested(Where where) {
        try (Muster muster = open()) {
            PooledDispatcher pooled = pooled(muster);
            assertThat(
                            where == Where.THREADS
                                    ? pooled.nestedInThread(3).join()
                                    : pooled.nestedInProcess(3).join())
                    .endsWith(" 9");
        }
    }

    @DisplayName("MAP-34: calls may be started from a callback, and by many threads at once")
    @ParameterizedTest
    @EnumSource
    void fromCallbacks(Where where) throws Exception {
        try (Muster muster = open()) {
            CompletableFuture<Integer> second = square(where, muster, 3)
                    .toCompletableFuture()
                    .thenCompose(nine -> square(where, muster, nine).toCompletableFuture());
            assertThat(second.get(30, TimeUnit.SECONDS)).isEqualTo(81);
            List<CompletableFuture<Integer>> sums = Stream.generate(() -> CompletableFuture.supplyAsync(
                            () -> IntStream.range(0, 100).mapToObj(i -> square(where, muster, i)).toList().stream()
                                    .mapToInt(Task::join)
                                    .sum()))
                    .limit(4)
                    .toList();
            for (CompletableFuture<Integer> sum : sums) {
                assertThat(sum.get(60, TimeUnit.SECONDS)).isEqualTo(328_350);
            }
        }
    }

    @DisplayName("MAP-35: who watches the progress gets the same results, also of no input")
    @ParameterizedTest
    @EnumSource
    void progress(Where where) {
        try (Muster muster = open()) {
            List<Progress> seen = new CopyOnWriteArrayList<>();
            FanOut watched = FanOut.failFast().onProgress(seen::add);
            assertThat(squares(where, muster, range(100), watched).join()).isEqualTo(squared(range(100)));
            assertThat(seen.get(seen.size() - 1)).isEqualTo(new Progress(100, 100, 0, 0));
            Batch<Integer> none = squares(where, muster, List.of(), watched);
            assertThat(none.join()).isEmpty();
            assertThat(none.progress()).isEqualTo(new Progress(0, 0, 0, 0));
        }
    }
}
