package dev.muster.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.Batch;
import dev.muster.Muster;
import dev.muster.MusterException;
import dev.muster.RefusedException;
import dev.muster.Task;
import dev.muster.WhenFull;
import dev.muster.call.Call;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Which call a worker takes first. */
@Timeout(120)
@ExtendWith(LeavesNothingBehind.class)
class PriorityTest {
    private Muster muster = Muster.open();
    private RankedDispatcher ranked = new RankedDispatcher(new Ranked(), muster);

    @TempDir
    private Path folder;

    @AfterEach
    void close() {
        muster.closeNow();
    }

    /** The methods of one kind. */
    @SuppressWarnings("ImmutableEnumChecker") // method references
    enum Kind {
        THREAD(
                RankedDispatcher::normal,
                RankedDispatcher::high,
                RankedDispatcher::low,
                RankedDispatcher::within1h,
                RankedDispatcher::within30m),
        CORE(
                RankedDispatcher::normalOnCore,
                RankedDispatcher::highOnCore,
                RankedDispatcher::lowOnCore,
                RankedDispatcher::within1hOnCore,
                RankedDispatcher::within30mOnCore);

        private final BiFunction<RankedDispatcher, Callable<?>, Task<Object>> normal;
        private final BiFunction<RankedDispatcher, Callable<?>, Task<Object>> high;
        private final BiFunction<RankedDispatcher, Callable<?>, Task<Object>> low;
        private final BiFunction<RankedDispatcher, Callable<?>, Task<Object>> within1h;
        private final BiFunction<RankedDispatcher, Callable<?>, Task<Object>> within30m;

        Kind(
                BiFunction<RankedDispatcher, Callable<?>, Task<Object>> normal,
                BiFunction<RankedDispatcher, Callable<?>, Task<Object>> high,
                BiFunction<RankedDispatcher, Callable<?>, Task<Object>> low,
                BiFunction<RankedDispatcher, Callable<?>, Task<Object>> within1h,
                BiFunction<RankedDispatcher, Callable<?>, Task<Object>> within30m) {
            this.normal = normal;
            this.high = high;
            this.low = low;
            this.within1h = within1h;
            this.within30m = within30m;
        }
    }

    private Gate holdUp(Kind kind) throws InterruptedException {
        Gate busy = new Gate();
        Gate go = new Gate();
        Task<Object> unused = kind.normal.apply(ranked, () -> {
            busy.open();
            go.pass();
            return null;
        });
        busy.pass();
        return go;
    }

    @DisplayName("the higher priority first, of one priority the earlier deadline, then the order of the calls")
    @ParameterizedTest
    @EnumSource
    void order(Kind kind) throws Exception {
        List<String> seen = Collections.synchronizedList(new ArrayList<>());
        Gate go = holdUp(kind);
        List<Task<Object>> tasks = List.of(
                kind.low.apply(ranked, () -> seen.add("low")),
                kind.normal.apply(ranked, () -> seen.add("normal1")),
                kind.within1h.apply(ranked, () -> seen.add("1h")),
                kind.high.apply(ranked, () -> seen.add("high1")),
                kind.within30m.apply(ranked, () -> seen.add("30m")),
                kind.normal.apply(ranked, () -> seen.add("normal2")),
                kind.high.apply(ranked, () -> seen.add("high2")));
        go.open();
        tasks.forEach(Task::join);
        assertThat(seen).containsExactly("high1", "high2", "30m", "1h", "normal1", "normal2", "low");
    }

    @DisplayName("low work that others have passed counts as queued, and towards the limit of the queue")
    @Test
    void passedIsQueued() throws Exception {
        muster.closeNow();
        muster = Muster.builder().queueLimit("rankedCore", 6, WhenFull.REFUSE).open();
        ranked = new RankedDispatcher(new Ranked(), muster);
        Gate first = holdUp(Kind.CORE);
        List<Task<Object>> low = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            low.add(ranked.lowOnCore(() -> null));
        }
        Gate busy = new Gate();
        Gate second = new Gate();
        Task<Object> passes = ranked.normalOnCore(() -> {
            busy.open();
            second.pass();
            return null;
        });
        Task<Object> next = ranked.normalOnCore(() -> null);
        first.open();
        busy.pass();
        assertThat(muster.explain()).contains("1 running, 4 queued");
        low.add(ranked.lowOnCore(() -> null));
        low.add(ranked.lowOnCore(() -> null));
        Task<Object> tooMany = ranked.lowOnCore(() -> null);
        second.open();
        assertThatThrownBy(tooMany::join).isInstanceOf(RefusedException.class).hasMessageContaining("is full");
        passes.join();
        next.join();
        low.forEach(Task::join);
    }

    @DisplayName("the same in child processes")
    @Test
    void orderInProcesses() throws Exception {
        String file = folder.resolve("order").toString();
        List<Task<Void>> tasks;
        try (ServerSocket holder = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Task<Void> unused = ranked.holdUp(holder.getLocalPort());
            try (Socket held = holder.accept()) {
                tasks = List.of(
                        ranked.lowBelow(file, "low"),
                        ranked.normalBelow(file, "normal"),
                        ranked.within1hBelow(file, "1h"),
                        ranked.highBelow(file, "high"));
                held.shutdownOutput();
            }
        }
        tasks.forEach(Task::join);
        assertThat(Files.readString(Path.of(file))).isEqualTo("high 1h normal low ");
    }

    @DisplayName("a call of the lowest priority has its turn while others keep coming")
    @ParameterizedTest
    @EnumSource
    void nothingStarves(Kind kind) throws Exception {
        Gate go = holdUp(kind);
        Task<Object> low = kind.low.apply(ranked, () -> 1);
        AtomicInteger others = new AtomicInteger();
        for (int i = 0; i < 3; i++) {
            again(kind, low, others);
        }
        go.open();
        low.join();
        assertThat(others.get()).isGreaterThan(100);
    }

    /** As soon as it has run there is another of it. */
    private void again(Kind kind, Task<Object> low, AtomicInteger others) {
        if (low.isDone()) {
            return;
        }
        Task<Object> next = (others.get() % 2 == 0 ? kind.normal : kind.high).apply(ranked, () -> {
            others.getAndIncrement();
            return null;
        });
        ((Call<?>) next).onDone(() -> again(kind, low, others));
    }

    @DisplayName("a high one comes between the calls of a fan-out that keeps all workers busy")
    @ParameterizedTest
    @EnumSource
    void betweenCallsOfAFanOut(Kind kind) throws Exception {
        AtomicInteger ran = new AtomicInteger();
        Gate begun = new Gate();
        Gate queued = new Gate();
        Callable<Object> job = () -> {
            if (ran.getAndIncrement() == 10) {
                begun.open();
                queued.pass();
            }
            long until = System.nanoTime() + 100_000;
            while (System.nanoTime() < until) {
                Thread.onSpinWait();
            }
            return null;
        };
        List<Callable<Object>> jobs = Collections.nCopies(5_000, job);
        Batch<Object> batch = kind == Kind.THREAD ? ranked.normalAll(jobs) : ranked.normalOnCoreAll(jobs);
        begun.pass();
        Task<Object> high = kind.high.apply(ranked, ran::get);
        queued.open();
        assertThat((int) high.join()).isLessThan(4_000);
        assertThat(batch.join()).hasSize(5_000);
    }

    @DisplayName("cancelled calls leave the queue; closing refuses and returns what has a priority as all else")
    @ParameterizedTest
    @EnumSource
    void ending(Kind kind) throws Exception {
        holdUp(kind);
        List<Task<Object>> tasks = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            tasks.add(kind.high.apply(ranked, () -> 1));
            tasks.add(kind.low.apply(ranked, () -> 1));
        }
        tasks.subList(0, 300).forEach(task -> task.cancel(false));
        assertThat(muster.closeNow()).hasSize(100);
        assertThat(tasks).allMatch(Task::isCancelled);
    }

    @DisplayName("the configuration says another priority; one that is none, or of a blocking method, is refused")
    @Test
    void configured() throws Exception {
        muster.close();
        muster = Muster.builder()
                .configuration(Map.of("call.Ranked.low.priority", "10"))
                .open();
        ranked = new RankedDispatcher(new Ranked(), muster);
        List<String> seen = Collections.synchronizedList(new ArrayList<>());
        Gate go = holdUp(Kind.THREAD);
        List<Task<Object>> tasks = List.of(ranked.high(() -> seen.add("high")), ranked.low(() -> seen.add("low")));
        go.open();
        tasks.forEach(Task::join);
        assertThat(seen).containsExactly("low", "high");
        assertThatThrownBy(() -> Muster.builder()
                        .configuration(Map.of("call.Ranked.low.priority", "11"))
                        .open())
                .isInstanceOf(MusterException.class)
                .hasMessageContaining("MUSTER-205")
                .hasMessageContaining("11");
        try (Muster other = Muster.builder()
                .configuration(Map.of("call.Timed.blocking.priority", "9"))
                .open()) {
            assertThatThrownBy(() -> new TimedDispatcher(new Timed(), other))
                    .isInstanceOf(MusterException.class)
                    .hasMessageContaining("MUSTER-206");
        }
    }

    // ---------------------------------------------------------------- workers that wait

    /** What one call tells a later one, on the pool of one core. */
    private record Told(CompletableFuture<Task<Object>> task) {
        Object join() {
            return task.join().join();
        }
    }

    @DisplayName("ranked work left to the last normal entry, whose body then waits for it, gets another worker")
    @Test
    void leftToAnEntryWhoseBodyWaits() {
        Told low = new Told(new CompletableFuture<>());
        Task<Task<Object>> waiter = start(() -> {
            Task<Object> normal = ranked.normalOnCore(low::join);
            low.task()
                    .complete(ranked.lowOnCore(
                            () -> "low")); // its token comes out first, and leaves it to the other entry
            return normal;
        });
        assertThat(waiter.join().join()).isEqualTo("low");
    }

    @DisplayName("an urgent body that waits for the entry in whose place its worker runs it has that run by another")
    @Test
    void urgentInPlaceOfWhatItWaitsFor() {
        Told normal = new Told(new CompletableFuture<>());
        Task<Task<Object>> urgent = start(() -> {
            Task<Object> high = ranked.highOnCore(normal::join);
            normal.task()
                    .complete(ranked.normalOnCore(() -> "normal")); // is on top, so that a worker has it in hand first
            return high;
        });
        assertThat(urgent.join().join()).isEqualTo("normal");
    }

    @DisplayName("ranked work that waits for other ranked work, with one token left for both, gets another worker")
    @Test
    void rankedThatWaitsForRanked() {
        Told lower = new Told(new CompletableFuture<>());
        Task<Task<Object>> waiter = start(() -> {
            Task<Object> normal = ranked.normalOnCore(() -> null);
            Task<Object> within = ranked.within1hOnCore(lower::join);
            lower.task().complete(ranked.lowOnCore(() -> "low"));
            return normal.isDone() ? normal : within;
        });
        assertThat(waiter.join().join()).isEqualTo("low");
    }

    /** Starts calls from the only worker, so that it comes to them afterwards, the latest first. */
    @SuppressWarnings("unchecked") // that is what the body gives
    private Task<Task<Object>> start(Callable<Task<Object>> starter) {
        return (Task<Task<Object>>) (Task<?>) ranked.normalOnCore(starter);
    }
}
