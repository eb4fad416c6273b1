package dev.muster.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.muster.BatchFailedException;
import dev.muster.CallListener;
import dev.muster.FanOut;
import dev.muster.JoinInterruptedException;
import dev.muster.Muster;
import dev.muster.Task;
import dev.muster.TaskPhase;
import dev.muster.Workers;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
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

/** Lazy fan-outs. */
@Timeout(120)
@ExtendWith(LeavesNothingBehind.class)
class StreamTest {
    private final Muster muster = Muster.open();
    private final JobsDispatcher jobs = new JobsDispatcher(new Jobs(), muster);

    @AfterEach
    void close() {
        muster.closeNow();
    }

    /** Endless inputs that count how many were pulled. */
    private static class Endless implements Iterator<Callable<?>> {
        private final Job job;
        private int pulled;

        Endless(Job job) {
            this.job = job;
        }

        @Override
        public boolean hasNext() {
            return true;
        }

        @Override
        public Callable<?> next() {
            int index = pulled++;
            return () -> job.run(index);
        }
    }

    private static Iterator<Callable<?>> inputs(int count, Job job) {
        return Job.jobs(count, job).iterator();
    }

    @DisplayName("MAP-09: results come in the order of the inputs")
    @ParameterizedTest
    @EnumSource
    void ordered(On on) {
        try (Stream<Object> results = on.stream(jobs, inputs(2_000, index -> index))) {
            assertThat(results).isEqualTo(IntStream.range(0, 2_000).boxed().toList());
        }
    }

    @DisplayName("MAP-11: or in the order of completion")
    @ParameterizedTest
    @EnumSource(names = {"THREADS", "CORES"})
    void unordered(On on) {
        Gate first = new Gate();
        try (Stream<Object> results = on.stream(
                jobs,
                inputs(2, index -> {
                    if (index == 0) {
                        first.pass();
                    }
                    return index;
                }),
                FanOut.unordered())) {
            Iterator<Object> reader = results.iterator();
            assertThat(reader.next()).isEqualTo(1);
            first.open();
            assertThat(reader.next()).isEqualTo(0);
            assertThat(reader.hasNext()).isFalse();
        }
        assertThat(on.stream(jobs, inputs(500, index -> index), FanOut.unordered()))
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, 500).<Object>mapToObj(i -> i).toList());
    }

    @DisplayName("MAP-06, MAP-19: no inputs give no results")
    @ParameterizedTest
    @EnumSource
    void empty(On on) {
        assertThat(on.stream(jobs, Collections.emptyIterator())).isEmpty();
        assertThat(on.stream(
                        jobs, Collections.emptyIterator(), FanOut.unordered().window(1)))
                .isEmpty();
    }

    @DisplayName(
            "MAP-19: at most the window is pulled ahead, nothing before the first is read, and endless inputs work")
    @ParameterizedTest
    @EnumSource
    void laziness(On on) {
        for (int window : new int[] {1, 2, 7}) {
            Endless inputs = new Endless(index -> index);
            try (Stream<Object> results =
                    on.stream(jobs, inputs, FanOut.failFast().window(window))) {
                assertThat(inputs.pulled).isZero();
                Iterator<Object> reader = results.iterator();
                for (int read = 0; read < 20; read++) {
                    assertThat(reader.next()).isEqualTo(read);
                    assertThat(inputs.pulled).isBetween(read + 1, read + 1 + window);
                }
            }
        }
    }

    @DisplayName("the default window is finite")
    @ParameterizedTest
    @EnumSource
    void defaultWindow(On on) {
        Endless inputs = new Endless(index -> index);
        try (Stream<Object> results = on.stream(jobs, inputs)) {
            assertThat(results.limit(10)).hasSize(10);
        }
        assertThat(inputs.pulled).isLessThan(3_000);
    }

    @DisplayName("MAP-14: the failing index throws, after the results before it, and ends a fail-fast stream")
    @ParameterizedTest
    @EnumSource
    void failFast(On on) {
        try (Stream<Object> results = on.stream(jobs, inputs(100, index -> {
            if (index == 17) {
                throw new IOException("disk");
            }
            return index;
        }))) {
            Iterator<Object> reader = results.iterator();
            for (int index = 0; index < 17; index++) {
                assertThat(reader.next()).isEqualTo(index);
            }
            BatchFailedException failed = catchThrowableOfType(BatchFailedException.class, reader::hasNext);
            assertThat(failed.index()).isEqualTo(17);
            assertThat(failed)
                    .hasMessageContaining("Stream failed at index 17 (input ")
                    .hasCauseInstanceOf(IOException.class);
            assertThat(reader.hasNext()).isFalse();
        }
    }

    @DisplayName("MAP-15: with collect-all the reader may go on after a failure, in whatever order results come")
    @ParameterizedTest
    @EnumSource
    void collectAll(On on) {
        List<Object> inOrder = readOn(on, FanOut.collectAll());
        assertThat(inOrder).containsExactly(0, "failed", 2, "failed", 4, "failed", 6, "failed", 8, "failed");
        assertThat(readOn(on, FanOut.collectAll().inCompletionOrder())).containsExactlyInAnyOrderElementsOf(inOrder);
    }

    private List<Object> readOn(On on, FanOut options) {
        Iterator<Object> reader =
                on.stream(jobs, inputs(10, StreamTest::failIfOdd), options).iterator();
        List<Object> read = new ArrayList<>();
        boolean more = true;
        while (more) {
            try {
                more = reader.hasNext();
                if (more) {
                    read.add(reader.next());
                }
            } catch (BatchFailedException failure) {
                read.add("failed");
            }
        }
        return read;
    }

    private static Object failIfOdd(int index) throws IOException {
        if (index % 2 == 1) {
            throw new IOException("index " + index);
        }
        return index;
    }

    @DisplayName("MAP-07: what the inputs throw is thrown to the reader, after the results before it")
    @ParameterizedTest
    @EnumSource
    void throwingInputs(On on) {
        Iterator<Callable<?>> broken = new Endless(index -> index) {
            @Override
            public Callable<?> next() {
                if (super.pulled == 3) {
                    throw new IllegalStateException("broken input");
                }
                return super.next();
            }
        };
        Iterator<Object> reader = on.stream(jobs, broken).iterator();
        assertThat(List.of(reader.next(), reader.next(), reader.next())).containsExactly(0, 1, 2);
        assertThatThrownBy(reader::hasNext).hasMessage("broken input");
        assertThat(on.start(jobs, () -> 1).join()).isEqualTo(1);
    }

    @DisplayName("MAP-18: closing cancels what is in flight and starts nothing more; the inputs' stream is closed too")
    @ParameterizedTest
    @EnumSource
    void closing(On on) throws Exception {
        Gate never = new Gate();
        Gate left = new Gate();
        try (Stream<Object> results = on.stream(jobs, new Endless(index -> {
            if (index > 0) {
                try {
                    never.pass();
                } finally {
                    left.open();
                }
            }
            return index;
        }))) {
            assertThat(results.iterator().next()).isEqualTo(0);
        }
        assertThat(on.start(jobs, () -> "usable").join()).isEqualTo("usable");
        AtomicBoolean closed = new AtomicBoolean();
        Stream<Callable<?>> inputs = Stream.<Callable<?>>of(() -> 1).onClose(() -> closed.set(true));
        jobs.threadStream(inputs).close();
        assertThat(closed).isTrue();
    }

    @DisplayName("somebody closes the stream between two results: the reader is told, and does not take it for the end")
    @ParameterizedTest
    @EnumSource
    void closedByAnother(On on) throws Exception {
        for (FanOut options : List.of(FanOut.failFast(), FanOut.unordered(), FanOut.collectAll())) {
            Stream<Object> results = on.stream(jobs, new Endless(index -> index), options.window(1));
            Iterator<Object> reader = results.iterator();
            assertThat(reader.next()).isEqualTo(0);
            Thread closer = new Thread(results::close);
            closer.start();
            closer.join();
            assertThatThrownBy(reader::hasNext)
                    .isInstanceOf(CancellationException.class)
                    .hasMessageContaining("Stream was closed or cancelled before it had read all of its inputs");
            assertThat(reader.hasNext()).isFalse();
        }
    }

    @DisplayName("the runtime ends when a call has succeeded and is not yet read: the reader gets it, and then is told")
    @Test
    void cancelledAfterSuccess() throws Exception {
        Gate succeeded = new Gate();
        Gate go = new Gate();
        CallListener holdsUp = new CallListener() {
            @Override
            public void ended(Task<?> call) {
                succeeded.open();
                go.passWhateverHappens();
            }
        };
        Muster ending =
                Muster.builder().drain(Duration.ofMillis(10)).listener(holdsUp).open();
        Iterator<Object> reader = new JobsDispatcher(new Jobs(), ending)
                .threadStream(new Endless(index -> index), FanOut.failFast().window(1))
                .iterator();
        FutureTask<Object> reading = new FutureTask<>(reader::next);
        new Thread(reading).start();
        succeeded.pass();
        ending.closeNow(); // and does not wait for the listener any longer than it drains
        go.open();
        assertThat(reading.get()).isEqualTo(0);
        assertThatThrownBy(reader::hasNext).isInstanceOf(CancellationException.class);
    }

    @DisplayName("only the reading thread touches the inputs")
    @ParameterizedTest
    @EnumSource
    void inputsStayOnTheReadersThread(On on) {
        Set<Thread> touched = Collections.synchronizedSet(new HashSet<>());
        Stream<Callable<?>> inputs = IntStream.range(0, 500).mapToObj(index -> {
            touched.add(Thread.currentThread());
            return () -> index;
        });
        assertThat(on.stream(jobs, inputs.iterator())).hasSize(500);
        assertThat(touched).containsExactly(Thread.currentThread());
    }

    @DisplayName("an interrupted reader can read on")
    @ParameterizedTest
    @EnumSource
    void interruptedReader(On on) {
        Gate go = new Gate();
        Iterator<Object> reader = on.stream(jobs, inputs(2, index -> {
                    go.pass();
                    return index;
                }))
                .iterator();
        Thread.currentThread().interrupt();
        assertThatThrownBy(reader::hasNext).isInstanceOf(JoinInterruptedException.class);
        assertThat(Thread.interrupted()).isTrue();
        go.open();
        assertThat(reader.next()).isEqualTo(0);
        assertThat(reader.next()).isEqualTo(1);
    }

    @DisplayName("an abandoned stream holds no worker")
    @Test
    void abandoned() {
        Iterator<Object> reader =
                jobs.oneThreadStream(new Endless(index -> index)).iterator();
        assertThat(reader.next()).isEqualTo(0);
        AtomicInteger ran = new AtomicInteger();
        assertThat(jobs.oneThread(ran::incrementAndGet).join()).isEqualTo(1);
        muster.close();
    }

    @DisplayName(
            "a call fails, cancels its siblings and they end at once: an unordered stream still throws the failure")
    @ParameterizedTest
    @EnumSource
    void failureBeforeTheSiblingsItCancels(On on) {
        for (int round = 0; round < 50; round++) {
            assertThatThrownBy(() -> on.stream(jobs, inputs(64, StreamTest::failAtThree), FanOut.unordered())
                            .toList())
                    .isInstanceOfSatisfying(
                            BatchFailedException.class,
                            failure -> assertThat(failure.index()).isEqualTo(3));
        }
    }

    private static Object failAtThree(int index) throws IOException {
        if (index == 3) {
            throw new IOException("three");
        }
        return index;
    }

    @DisplayName("a failure meets a stream that two threads have read: it cancels what comes after it in the inputs")
    @Test
    void failureOfWhatASecondReaderStarted() throws Exception {
        try (Muster closing = Muster.builder().workers(Workers.CORES, 3).open()) {
            JobsDispatcher calls = new JobsDispatcher(new Jobs(), closing);
            Gate numbered = new Gate();
            Gate mayRead = new Gate();
            Gate go = new Gate();
            AtomicReference<Iterator<Object>> passedOn = new AtomicReference<>();
            Task<Object> second = calls.core(() -> {
                for (int call = 0; call < 4; call++) { // this worker has lower numbers left now than others will get
                    calls.core(() -> 0).join();
                }
                numbered.open();
                mayRead.pass();
                Iterator<Object> rest = passedOn.get();
                assertThat(rest.next()).isEqualTo(1);
                assertThat(catchThrowableOfType(BatchFailedException.class, rest::next)
                                .failures())
                        .containsOnlyKeys(2L);
                return "read";
            });
            numbered.pass();
            Iterator<Object> results = calls.coreStream(
                            inputs(3, index -> {
                                if (index == 1) {
                                    go.pass();
                                }
                                return index;
                            }),
                            FanOut.failFast().window(2))
                    .iterator();
            assertThat(results.next()).isEqualTo(0);
            passedOn.set(results);
            Thread closer = new Thread(closing::close);
            closer.start();
            Gate.until(
                    "closing, so that the next call is refused",
                    () -> calls.thread(() -> 1).phase() == TaskPhase.FAILED);
            mayRead.open();
            Gate.until(
                    "the second reader waits",
                    () -> second.isDone() || second.explain().contains("coreStream"));
            go.open();
            assertThat(second.join()).isEqualTo("read");
            closer.join();
        }
    }
}
