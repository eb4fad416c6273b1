package dev.muster.behaviour;

import static dev.muster.behaviour.Job.jobs;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.muster.Batch;
import dev.muster.BatchFailedException;
import dev.muster.CallContext;
import dev.muster.FanOut;
import dev.muster.JoinInterruptedException;
import dev.muster.Muster;
import dev.muster.Outcome;
import dev.muster.Progress;
import dev.muster.Task;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.AbstractCollection;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.Vector;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Fan-outs over collections. */
@Timeout(120)
@ExtendWith(LeavesNothingBehind.class)
class BatchTest {
    private final Muster muster = Muster.open();
    private final JobsDispatcher jobs = new JobsDispatcher(new Jobs(), muster);

    @AfterEach
    void close() {
        muster.closeNow();
    }

    private static List<Object> squares(int count) {
        return IntStream.range(0, count).<Object>mapToObj(x -> x * x).toList();
    }

    @DisplayName("MAP-02: a fan-out of any size gives what a loop gives, in the order of the inputs")
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 10, 1_000, 1_000_000})
    void sizes(int size) {
        List<Integer> inputs = IntStream.range(0, size).boxed().toList();
        assertThat(jobs.squareAll(inputs).join().equals(squares(size))).isTrue();
        assertThat(jobs.squareOnCoreAll(inputs).join().equals(squares(size))).isTrue();
    }

    @DisplayName("inputs may be any collection, of any length, and may change as soon as the fan-out has started")
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 16_383, 16_384, 16_385, 40_000})
    @SuppressWarnings("JdkObsolete") // users have them
    void collections(int size) {
        List<Integer> numbers = IntStream.range(0, size).boxed().toList();
        for (Collection<Integer> inputs : List.<Collection<Integer>>of(
                new ArrayList<>(numbers),
                new ArrayList<>(numbers).subList(0, size),
                new LinkedList<>(numbers),
                new LinkedHashSet<>(numbers),
                new Vector<>(numbers),
                Collections.synchronizedList(new ArrayList<>(numbers)),
                new ConcurrentLinkedQueue<>(numbers))) {
            Batch<Integer> squares = jobs.squareOnCoreAll(inputs);
            inputs.clear();
            assertThat(squares.join().equals(squares(size)))
                    .as(inputs.getClass().getName())
                    .isTrue();
        }
    }

    @DisplayName("a collection may have more or fewer elements than it says")
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 10, 16_384, 40_000})
    void sizesThatAreGuesses(int said) {
        for (int has : List.of(0, 1, 10, 16_384, 40_000)) {
            Collection<Integer> inputs = new AbstractCollection<>() {
                @Override
                public Iterator<Integer> iterator() {
                    return IntStream.range(0, has).iterator();
                }

                @Override
                public int size() {
                    return said;
                }
            };
            assertThat(jobs.squareAll(inputs).join().equals(squares(has))).isTrue();
        }
    }

    @DisplayName("the results are a list that cannot be changed, and can be serialized")
    @Test
    void resultsAsAList() throws Exception {
        List<Integer> results =
                jobs.squareAll(IntStream.range(0, 20_000).boxed().toList()).join();
        assertThatThrownBy(() -> results.set(0, 1)).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> results.get(20_000)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThat(results.subList(16_380, 16_390)).isEqualTo(squares(20_000).subList(16_380, 16_390));
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        new ObjectOutputStream(written).writeObject(results);
        Object read = new ObjectInputStream(new ByteArrayInputStream(written.toByteArray())).readObject();
        assertThat(read.equals(squares(20_000))).isTrue();
    }

    @DisplayName("MAP-02: fixed chunks and windows change nothing in the results")
    @ParameterizedTest
    @EnumSource
    void chunksAndWindows(On on) {
        for (FanOut options : List.of(
                FanOut.failFast().chunk(20),
                FanOut.collectAll().chunk(1_000),
                FanOut.failFast().window(1),
                FanOut.failFast().window(3).chunk(7))) {
            assertThat(on.all(jobs, jobs(100, index -> index * index), options).join())
                    .isEqualTo(squares(100));
        }
    }

    @DisplayName("MAP-06: no inputs, no calls, at once")
    @Test
    void empty() {
        assertThat(jobs.squareAll(List.of()).join()).isEmpty();
        assertThat(jobs.squareAll(List.of()).outcomes()).isEmpty();
        assertThat(jobs.squareAll(List.of()).stream()).isEmpty();
        assertThat(jobs.tickAll(0).join()).isEmpty();
        assertThat(jobs.squareArray(new int[0])).isEmpty();
        assertThatThrownBy(() -> jobs.tickAll(-1)).isInstanceOf(IllegalArgumentException.class);
    }

    @DisplayName("a method without parameters is called so many times")
    @Test
    void times() {
        assertThat(jobs.tickAll(1_000).join()).hasSize(1_000).containsOnly("tick");
    }

    @DisplayName("MAP-07: what the inputs throw is thrown at the caller, and the pool stays usable")
    @Test
    void throwingInputs() {
        Collection<Integer> broken = new AbstractList<>() {
            @Override
            public Integer get(int index) {
                if (index == 3) {
                    throw new IllegalStateException("broken input");
                }
                return index;
            }

            @Override
            public int size() {
                return 10;
            }
        };
        assertThatThrownBy(() -> jobs.squareAll(broken)).hasMessage("broken input");
        assertThat(jobs.square(3).join()).isEqualTo(9);
    }

    @DisplayName("MAP-12: windows, chunks and limits below 1 are refused")
    @Test
    void refusedOptions() {
        assertThatThrownBy(() -> FanOut.failFast().window(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> FanOut.failFast().chunk(-1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Muster.builder().queueLimit(0)).isInstanceOf(IllegalArgumentException.class);
    }

    @DisplayName("MAP-17: calls run though nobody asks for their results")
    @ParameterizedTest
    @EnumSource
    void runsUnasked(On on) throws Exception {
        Gate all = new Gate(100);
        on.all(jobs, jobs(100, index -> {
            all.open();
            return null;
        }));
        all.pass();
    }

    @DisplayName("nulls are results, and an input that cannot be null fails its own call")
    @Test
    void nulls() {
        assertThat(jobs.threadAll(jobs(3, index -> index == 1 ? null : index)).join())
                .containsExactly(0, null, 2);
        BatchFailedException failed = catchThrowableOfType(
                BatchFailedException.class,
                () -> jobs.squareAll(Arrays.asList(1, null, 3)).join());
        assertThat(failed.index()).isEqualTo(1);
        assertThat(failed).hasCauseInstanceOf(NullPointerException.class);
    }

    @DisplayName("a result that is itself a task is a result")
    @Test
    void tasksAsResults() {
        Task<Object> inner = jobs.thread(() -> 1);
        assertThat(jobs.threadAll(List.of(() -> inner)).join()).containsExactly(inner);
    }

    // ---------------------------------------------------------------- failures

    @DisplayName("fail-fast: the first failure names index and input, interrupts the siblings and waits for their end")
    @ParameterizedTest
    @EnumSource(names = {"THREADS", "CORES"})
    void failFast(On on) {
        CyclicBarrier both = new CyclicBarrier(2);
        Gate never = new Gate();
        AtomicBoolean siblingInterrupted = new AtomicBoolean();
        AtomicBoolean siblingLeft = new AtomicBoolean();
        Callable<?> failing = new Callable<>() {
            @Override
            public Object call() throws Exception {
                both.await(60, TimeUnit.SECONDS);
                throw new IOException("disk");
            }

            @Override
            public String toString() {
                return "the failing input";
            }
        };
        Callable<?> sibling = () -> {
            both.await(60, TimeUnit.SECONDS);
            siblingInterrupted.set(never.passUnlessInterrupted());
            siblingLeft.set(true);
            return null;
        };
        Batch<Object> batch = on.all(jobs, List.of(sibling, failing));
        BatchFailedException failed = catchThrowableOfType(BatchFailedException.class, batch::join);
        assertThat(siblingInterrupted).isTrue();
        assertThat(siblingLeft).isTrue();
        assertThat(failed)
                .hasMessageContaining("All failed at index 1 (input the failing input): java.io.IOException: disk")
                .hasCauseInstanceOf(IOException.class);
        assertThat(failed.index()).isEqualTo(1);
        assertThat(failed.input()).isSameAs(failing);
    }

    @DisplayName("fail-fast: what has not started never starts")
    @ParameterizedTest
    @EnumSource(names = {"ONE_THREAD", "ONE_CORE"})
    void failFastSkipsTheRest(On on) {
        AtomicInteger ran = new AtomicInteger();
        Batch<Object> batch = on.all(jobs, jobs(1_000, index -> {
            ran.incrementAndGet();
            throw new IOException("index " + index);
        }));
        BatchFailedException failed = catchThrowableOfType(BatchFailedException.class, batch::join);
        assertThat(ran).hasValue(1);
        assertThat(failed.failures()).containsOnlyKeys(failed.index());
        assertThat(batch.progress()).isEqualTo(new Progress(1_000, 0, 1, 999));
        assertThat(batch.outcomes()).noneMatch(Outcome::isSuccess);
    }

    @DisplayName("collect-all: every call runs, and the other failures are suppressed onto the first")
    @ParameterizedTest
    @EnumSource
    void collectAll(On on) {
        Batch<Object> batch = on.all(
                jobs,
                jobs(100, index -> {
                    if (index % 10 == 3) {
                        throw new IOException("index " + index);
                    }
                    return index;
                }),
                FanOut.collectAll());
        List<Outcome<Object>> outcomes = batch.outcomes();
        for (int index = 0; index < 100; index++) {
            assertThat(outcomes.get(index).isSuccess()).isEqualTo(index % 10 != 3);
        }
        BatchFailedException failed = catchThrowableOfType(BatchFailedException.class, batch::join);
        assertThat(failed.failures()).hasSize(10);
        assertThat(failed.getSuppressed()).hasSize(9);
        assertThat(batch.progress()).isEqualTo(new Progress(100, 90, 10, 0));
    }

    /** An input that fails and has a text of its own. */
    private record Failing(Supplier<String> text) implements Callable<Object> {
        @Override
        public Object call() throws IOException {
            throw new IOException("disk");
        }

        @Override
        public String toString() {
            return text.get();
        }
    }

    @DisplayName("an input whose toString() throws or is endless does not spoil the message")
    @Test
    void unprintableInputs() {
        Failing rude = new Failing(() -> {
            throw new IllegalStateException("no text");
        });
        assertThatThrownBy(() -> jobs.threadAll(List.of(rude)).join())
                .isInstanceOf(BatchFailedException.class)
                .hasMessageContaining("toString() throws java.lang.IllegalStateException");
        Failing endless = new Failing(() -> "x".repeat(1_000_000));
        assertThatThrownBy(() -> jobs.threadAll(List.of(endless)).join())
                .satisfies(thrown -> assertThat(thrown.getMessage().length()).isLessThan(1_000));
    }

    // ---------------------------------------------------------------- cancelling

    @DisplayName("cancel interrupts what runs and skips the rest; close waits until the bodies have left")
    @ParameterizedTest
    @EnumSource
    void cancel(On on) throws Exception {
        Gate started = new Gate();
        Gate never = new Gate();
        AtomicInteger inside = new AtomicInteger();
        AtomicBoolean saw = new AtomicBoolean();
        Batch<Object> batch = on.all(jobs, jobs(50_000, index -> {
            inside.incrementAndGet();
            started.open();
            if (never.passUnlessInterrupted()) {
                saw.set(CallContext.current().isCancelled());
            }
            inside.decrementAndGet();
            throw new InterruptedException();
        }));
        started.pass();
        batch.cancel();
        assertThatThrownBy(batch::join).isInstanceOf(CancellationException.class);
        assertThat(inside).hasValue(0);
        assertThat(saw).isTrue();
        batch.close();
        batch.close();
        assertThat(batch.progress()).isEqualTo(new Progress(50_000, 0, 0, 50_000));
    }

    @DisplayName("cancels that race with the end of a batch never interrupt what the worker does next")
    @ParameterizedTest
    @EnumSource(names = {"ONE_THREAD", "ONE_CORE"})
    void cancelRacesWithEnd(On on) {
        AtomicInteger leaked = new AtomicInteger();
        for (int round = 0; round < 1_000; round++) {
            Batch<Object> victim = on.all(jobs, jobs(3, index -> null));
            Task<Object> next = on.start(jobs, () -> {
                for (int spin = 0; spin < 50; spin++) {
                    if (Thread.currentThread().isInterrupted()) {
                        leaked.incrementAndGet();
                    }
                }
                return null;
            });
            victim.cancel();
            next.join();
        }
        assertThat(leaked).hasValue(0);
    }

    @DisplayName("an interrupted joiner leaves the batch alone")
    @ParameterizedTest
    @EnumSource
    void interruptedJoiner(On on) {
        Gate go = new Gate();
        Batch<Object> batch = on.all(jobs, jobs(2, index -> {
            go.pass();
            return index;
        }));
        Thread.currentThread().interrupt();
        assertThatThrownBy(batch::join).isInstanceOf(JoinInterruptedException.class);
        assertThat(Thread.interrupted()).isTrue();
        go.open();
        assertThat(batch.join()).containsExactly(0, 1);
    }

    // ---------------------------------------------------------------- reading on

    @DisplayName("MAP-09: stream() gives each result as soon as it and those before it are there")
    @ParameterizedTest
    @EnumSource(names = {"THREADS", "CORES"})
    void stream(On on) {
        Gate last = new Gate();
        Batch<Object> batch = on.all(jobs, jobs(2, index -> {
            if (index == 1) {
                last.pass();
            }
            return index;
        }));
        try (Stream<Object> results = batch.stream()) {
            Iterator<Object> reader = results.iterator();
            assertThat(reader.next()).isEqualTo(0);
            last.open();
            assertThat(reader.next()).isEqualTo(1);
            assertThat(reader.hasNext()).isFalse();
        }
        assertThat(on
                        .all(
                                jobs,
                                jobs(1_000, index -> index * index),
                                FanOut.failFast().chunk(100))
                        .stream()
                        .toList())
                .isEqualTo(squares(1_000));
    }

    @DisplayName("a worker that looks what a reader waits for when the reader has read the last result and gone on")
    @ParameterizedTest
    @EnumSource(names = {"THREADS", "CORES"})
    void readerHasGoneOn(On on) throws InterruptedException {
        for (int round = 0; round < 20_000; round++) {
            Batch<Object> batch = on.all(jobs, jobs(1 + round % 3, index -> index));
            assertThat((round % 2 == 0 ? batch.stream() : batch.unordered()).count())
                    .isEqualTo(batch.size());
            assertThat(batch.join()).hasSize(batch.size());
        }
    }

    @DisplayName("MAP-11: unordered() gives the results in the order of completion")
    @ParameterizedTest
    @EnumSource(names = {"THREADS", "CORES"})
    void unordered(On on) {
        Gate first = new Gate();
        Batch<Object> batch = on.all(jobs, jobs(2, index -> {
            if (index == 0) {
                first.pass();
            }
            return index;
        }));
        try (Stream<Object> results = batch.unordered()) {
            Iterator<Object> reader = results.iterator();
            assertThat(reader.next()).isEqualTo(1);
            first.open();
            assertThat(reader.next()).isEqualTo(0);
        }
        assertThat(batch.unordered()).containsExactly(1, 0);
    }

    @DisplayName("a failure is thrown when its turn comes, and a reader that collects may go on")
    @ParameterizedTest
    @EnumSource
    void streamOfFailures(On on) {
        Batch<Object> batch = on.all(
                jobs,
                jobs(3, index -> {
                    if (index == 1) {
                        throw new IOException("disk");
                    }
                    return index;
                }),
                FanOut.collectAll());
        Iterator<Object> reader = batch.stream().iterator();
        assertThat(reader.next()).isEqualTo(0);
        assertThatThrownBy(reader::hasNext).isInstanceOf(BatchFailedException.class);
        assertThat(reader.next()).isEqualTo(2);
    }

    @DisplayName("MAP-18: closing a stream early cancels what has not ended")
    @ParameterizedTest
    @EnumSource
    void closingEarly(On on) {
        Gate never = new Gate();
        Batch<Object> batch = on.all(jobs, jobs(100, index -> {
            if (index > 0) {
                never.pass();
            }
            return index;
        }));
        try (Stream<Object> results = batch.stream()) {
            assertThat(results.iterator().next()).isEqualTo(0);
        }
        assertThatThrownBy(batch::join).isInstanceOf(CancellationException.class);
    }

    // ---------------------------------------------------------------- many at once

    @DisplayName("10,000 calls that block are in flight together")
    @Test
    void tenThousandAtOnce() {
        int size = 10_000;
        CountDownLatch all = new CountDownLatch(size);
        Set<String> workers = ConcurrentHashMap.newKeySet();
        jobs.threadAll(jobs(size, index -> {
                    workers.add(CallContext.current().workerName());
                    all.countDown();
                    return all.await(60, TimeUnit.SECONDS);
                }))
                .join();
        assertThat(workers).hasSize(size);
    }

    @DisplayName("quick calls do not keep those behind them waiting for one that blocks")
    @Test
    void blockingAfterManyQuickOnes() {
        int size = 5_000;
        Gate gate = new Gate();
        List<Object> results = jobs.threadAll(jobs(size, index -> {
                    if (index == size - 2) {
                        gate.pass(); // opened by the call behind it
                    } else if (index == size - 1) {
                        gate.open();
                    }
                    return index;
                }))
                .join();
        assertThat(results).hasSize(size);
    }

    @DisplayName("MAP-27: a pool of three runs three calls at once and never more")
    @Test
    void bounded() {
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CyclicBarrier three = new CyclicBarrier(3);
        jobs.threeThreadsAll(jobs(45, index -> {
                    most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                    three.await(60, TimeUnit.SECONDS);
                    inside.decrementAndGet();
                    return null;
                }))
                .join();
        assertThat(most).hasValue(3);
    }

    @DisplayName("a window bounds the calls in flight")
    @ParameterizedTest
    @EnumSource(names = {"THREADS", "CORES"})
    void window(On on) {
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        on.all(
                        jobs,
                        jobs(200, index -> {
                            most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                            Thread.yield();
                            inside.decrementAndGet();
                            return null;
                        }),
                        FanOut.failFast().window(2))
                .join();
        assertThat(most.get()).isBetween(1, 2);
    }

    @DisplayName("uneven calls are shared out: nobody sits behind a slow one")
    @Test
    void uneven() {
        Gate others = new Gate(999);
        List<Object> results = jobs.coreAll(jobs(1_000, index -> {
                    if (index == 500) {
                        others.pass();
                    } else {
                        others.open();
                    }
                    return index;
                }))
                .join();
        assertThat(results).hasSize(1_000);
    }

    @DisplayName("what comes next to a body that lasts does not wait until all else is done")
    @ParameterizedTest
    @EnumSource(
            value = On.class,
            names = {"THREADS", "CORES"})
    void nextToOneThatLasts(On on) {
        int lasting = 5_000;
        Queue<Integer> begunBeforeNeighbour = new ConcurrentLinkedQueue<>();
        AtomicInteger begun = new AtomicInteger();
        on.all(
                        jobs,
                        jobs(20_000, index -> {
                            int before = begun.getAndIncrement();
                            if (index == lasting) {
                                spinUntil(() -> begunBeforeNeighbour.size() == 10);
                            } else if (index > lasting && index <= lasting + 10) {
                                begunBeforeNeighbour.add(before);
                            }
                            long end = System.nanoTime() + 5_000;
                            spinUntil(() -> System.nanoTime() > end);
                            return index;
                        }),
                        FanOut.failFast())
                .join();
        assertThat(begunBeforeNeighbour).allMatch(before -> before < 12_000);
    }

    @DisplayName("what comes next to a body that waits, and was taken with it, does not begin last of all either")
    @ParameterizedTest
    @EnumSource(
            value = On.class,
            names = {"THREADS", "CORES"})
    void nextToOneThatWaits(On on) {
        int distance = 20_000;
        Queue<Integer> aheadOfNeighbour = new ConcurrentLinkedQueue<>();
        AtomicInteger begun = new AtomicInteger();
        List<Gate> next = Stream.generate(Gate::new).limit(6).toList();
        on.all(
                        jobs,
                        jobs(200_000, index -> {
                            int before = begun.getAndIncrement();
                            int waiting = index / distance;
                            if (waiting < next.size() && index % distance == 1_000) {
                                next.get(waiting).pass();
                            } else if (waiting < next.size() && index % distance == 1_001) {
                                aheadOfNeighbour.add(before - index);
                                next.get(waiting).open();
                            }
                            long end = System.nanoTime() + 400;
                            spinUntil(() -> System.nanoTime() > end);
                            return index;
                        }),
                        FanOut.failFast())
                .join();
        assertThat(aheadOfNeighbour).hasSize(next.size()).allMatch(ahead -> ahead < 3 * distance);
    }

    private static void spinUntil(BooleanSupplier enough) {
        while (!enough.getAsBoolean()) {
            Thread.onSpinWait();
        }
    }

    @DisplayName("a body that waits for the next does not keep it, however quick those before were")
    @ParameterizedTest
    @EnumSource(
            value = On.class,
            names = {"THREADS", "CORES"})
    void waitsForTheNext(On on) {
        Gate next = new Gate(1);
        List<Object> results = on.all(
                        jobs,
                        jobs(100_000, index -> {
                            if (index == 50_000) {
                                next.pass();
                            } else if (index == 50_001) {
                                next.open();
                            }
                            return index;
                        }),
                        FanOut.failFast())
                .join();
        assertThat(results).hasSize(100_000);
    }

    @DisplayName("a reader has a result while the next body waits for it to be read, however quick those before were")
    @ParameterizedTest
    @EnumSource(
            value = On.class,
            names = {"THREADS", "CORES"})
    void nextWaitsForTheReader(On on) {
        Gate read = new Gate(1);
        Batch<Object> batch = on.all(
                jobs,
                jobs(100_000, index -> {
                    if (index == 50_001) {
                        read.pass();
                    }
                    return index;
                }),
                FanOut.failFast());
        Iterator<Object> results = batch.stream().iterator();
        for (int index = 0; index <= 50_000; index++) {
            assertThat(results.next()).isEqualTo(index);
        }
        read.open();
        assertThat(batch.join()).hasSize(100_000);
    }

    @DisplayName("stages occupy no workers: as many are in flight as the window allows")
    @Test
    void stages() {
        Queue<CompletableFuture<Object>> open = new ConcurrentLinkedQueue<>();
        Supplier<CompletionStage<Object>> input = () -> {
            CompletableFuture<Object> stage = new CompletableFuture<>();
            open.add(stage);
            return stage;
        };
        Batch<Object> batch =
                jobs.stageAll(Collections.nCopies(100, input), FanOut.failFast().window(10));
        Gate.until("a full window", () -> open.size() == 10);
        for (int completed = 0; completed < 100; completed++) {
            Gate.until("a stage", () -> !open.isEmpty());
            assertThat(open.size()).isLessThanOrEqualTo(10);
            open.remove().complete(completed);
        }
        assertThat(batch.join()).hasSize(100);
    }

    // ---------------------------------------------------------------- progress

    @DisplayName(
            "MAP-35: progress is reported by one thread at a time, ends with everything, and its failures change nothing")
    @ParameterizedTest
    @EnumSource
    void progress(On on) {
        AtomicInteger inside = new AtomicInteger();
        AtomicBoolean together = new AtomicBoolean();
        Queue<Progress> reports = new ConcurrentLinkedQueue<>();
        List<Object> results = on.all(
                        jobs, jobs(1_000, index -> index), FanOut.failFast().onProgress(progress -> {
                            together.compareAndSet(false, inside.incrementAndGet() > 1);
                            reports.add(progress);
                            inside.decrementAndGet();
                            throw new IllegalStateException("from a listener");
                        }))
                .join();
        assertThat(results).hasSize(1_000);
        assertThat(together).isFalse();
        List<Progress> seen = List.copyOf(reports);
        assertThat(seen.get(seen.size() - 1)).isEqualTo(new Progress(1_000, 1_000, 0, 0));
        assertThat(seen.stream().map(Progress::done)).isSorted();
    }

    @DisplayName("the last progress is told once, however few calls there are")
    @ParameterizedTest
    @EnumSource
    void lastProgressOnce(On on) {
        Queue<Progress> reports = new ConcurrentLinkedQueue<>();
        on.all(jobs, jobs(1, index -> index), FanOut.collectAll().onProgress(reports::add))
                .join();
        assertThat(reports).containsExactly(new Progress(1, 1, 0, 0));
    }

    // ---------------------------------------------------------------- what was cancelled

    @DisplayName("a batch is cancelled, then an interrupted body returns: its call counts as cancelled")
    @ParameterizedTest
    @EnumSource
    void cancelledThenReturned(On on) {
        Gate started = new Gate();
        Gate never = new Gate();
        Batch<Object> batch = on.all(jobs, jobs(3, index -> {
            started.open();
            return never.passUnlessInterrupted();
        }));
        Gate.until("a start", started::isOpen);
        batch.cancel();
        assertThatThrownBy(batch::join).isInstanceOf(CancellationException.class);
        assertThat(batch.outcomes()).allMatch(outcome -> !outcome.isSuccess());
        assertThat(batch.progress()).isEqualTo(new Progress(3, 0, 0, 3));
    }

    @DisplayName("a sibling fails, then an interrupted body returns or throws: its call counts as cancelled")
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void failedThenSiblingEnded(boolean returns) {
        Gate started = new Gate(2);
        Gate never = new Gate();
        Batch<Object> batch = jobs.threadAll(jobs(2, index -> {
            started.open();
            if (index == 0) {
                started.pass();
                throw new IOException("first");
            }
            boolean interrupted = never.passUnlessInterrupted();
            if (!returns) {
                throw new IOException("on the way out");
            }
            return interrupted;
        }));
        BatchFailedException failure = catchThrowableOfType(BatchFailedException.class, batch::join);
        assertThat(failure.failures()).containsOnlyKeys(0L);
        assertThat(batch.progress()).isEqualTo(new Progress(2, 0, 1, 1));
    }

    // ---------------------------------------------------------------- the window of stages

    @DisplayName("two workers look for room before either has taken a call: the window of stages holds")
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5})
    void roomForStages(int window) {
        for (int round = 0; round < 50; round++) {
            stagesWithin(window, FanOut.failFast().window(window));
            stagesWithin(window, FanOut.failFast().window(window).chunk(3));
        }
    }

    /** With a window of one this also has stages complete while the only worker finds no room and leaves. */
    private void stagesWithin(int window, FanOut options) {
        AtomicInteger most = new AtomicInteger();
        AtomicInteger inside = new AtomicInteger();
        Queue<CompletableFuture<Object>> open = new ConcurrentLinkedQueue<>();
        Supplier<CompletionStage<Object>> input = () -> {
            most.accumulateAndGet(inside.incrementAndGet(), Math::max);
            CompletableFuture<Object> stage = new CompletableFuture<>();
            open.add(stage);
            return stage;
        };
        Batch<Object> batch = jobs.stageAll(Collections.nCopies(20, input), options);
        for (int completed = 0; completed < 20; completed++) {
            Gate.until("a stage", () -> !open.isEmpty());
            inside.decrementAndGet();
            open.remove().complete(completed);
        }
        assertThat(batch.join()).hasSize(20);
        assertThat(most.get()).isBetween(1, window);
    }
}
