package dev.muster.behaviour;

import static dev.muster.behaviour.Job.jobs;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.muster.Batch;
import dev.muster.BatchFailedException;
import dev.muster.CallContext;
import dev.muster.FanOut;
import dev.muster.Muster;
import dev.muster.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.Lock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Bodies of a fan-out, which have no call until somebody asks for it: nobody can tell the difference. */
@Timeout(120)
@ExtendWith(LeavesNothingBehind.class)
class UnmadeCallTest {
    private final Muster muster = Muster.open();
    private final JobsDispatcher jobs = new JobsDispatcher(new Jobs(), muster);

    @AfterEach
    void close() {
        muster.closeNow();
    }

    /** The number at the end of a call's name. */
    private static long number(Object name) {
        String text = (String) name;
        return Long.parseLong(text.substring(text.lastIndexOf('-') + 1));
    }

    @DisplayName("each body has a name of its own, in the order of the inputs, as often as it asks")
    @ParameterizedTest
    @EnumSource
    void names(On on) {
        List<Object> names = on.all(jobs, jobs(2_000, index -> {
                    String first = CallContext.current().callName();
                    assertThat(CallContext.current().callName()).isEqualTo(first);
                    return first;
                }))
                .join();
        long first = number(names.get(0));
        for (int index = 0; index < names.size(); index++) {
            assertThat(number(names.get(index))).isEqualTo(first + index);
        }
    }

    @DisplayName("a body that asks does not lend its name to the next one, which does not")
    @ParameterizedTest
    @EnumSource
    void everySecondAsks(On on) {
        List<Object> contexts = on.all(
                        jobs,
                        jobs(1_000, index -> index % 2 == 0 ? CallContext.current() : ""),
                        FanOut.failFast().chunk(10))
                .join();
        long first = number(((CallContext) contexts.get(0)).callName());
        for (int index = 0; index < contexts.size(); index += 2) {
            CallContext kept = (CallContext) contexts.get(index);
            assertThat(number(kept.callName())).isEqualTo(first + index);
            assertThat(kept.isCancelled()).as("over").isTrue();
        }
    }

    @DisplayName("a body that has asked for nothing is explained by name all the same, and where it runs")
    @ParameterizedTest
    @EnumSource
    void explained(On on) throws Exception {
        Gate inside = new Gate();
        Gate open = new Gate();
        Batch<Object> batch = on.all(jobs, jobs(1, index -> {
            inside.open();
            open.pass();
            return Thread.currentThread().getName();
        }));
        inside.pass();
        String explained = muster.explain();
        open.open();
        Object worker = batch.join().get(0);
        assertThat(explained).containsPattern("-1 runs on " + worker);
    }

    @DisplayName("a batch that is cancelled in the middle cancels the body that asks, and counts it as cancelled")
    @ParameterizedTest
    @EnumSource
    void cancelledInTheMiddle(On on) throws Exception {
        Gate inside = new Gate();
        Gate never = new Gate();
        AtomicReference<CallContext> context = new AtomicReference<>();
        Batch<Object> batch = on.all(jobs, jobs(100, index -> {
            inside.open();
            if (never.passUnlessInterrupted()) {
                context.set(CallContext.current());
                assertThat(CallContext.current().isCancelled()).isTrue();
            }
            return index;
        }));
        inside.pass();
        batch.cancel();
        assertThatThrownBy(batch::join).isInstanceOf(CancellationException.class);
        assertThat(context.get()).isNotNull();
        assertThat(batch.progress().cancelled()).isEqualTo(100);
    }

    @DisplayName("a failure tells the index, the input and the name, whether or not its body asked for a call")
    @ParameterizedTest
    @EnumSource
    void failure(On on) {
        for (boolean asks : new boolean[] {false, true}) {
            AtomicReference<String> name = new AtomicReference<>();
            List<Callable<?>> inputs = new ArrayList<>(jobs(10, index -> index));
            Callable<?> failing = () -> {
                if (asks) {
                    name.set(CallContext.current().callName());
                }
                throw new IllegalStateException("no");
            };
            inputs.set(7, failing);
            BatchFailedException failed = catchThrowableOfType(
                    BatchFailedException.class,
                    () -> on.all(jobs, inputs, FanOut.failFast().window(1)).join());
            assertThat(failed.index()).isEqualTo(7);
            assertThat(failed.input()).isSameAs(failing);
            assertThat(asks).isEqualTo(name.get() != null);
        }
    }

    @DisplayName("a call that a body starts is its child: it runs in the only worker while the body joins it")
    @ParameterizedTest
    @EnumSource
    void children(On on) {
        List<Object> names = on.all(jobs, jobs(50, index -> {
                    Task<Object> child = on.start(jobs, () -> index);
                    List<Object> inner = on.all(jobs, jobs(5, any -> name())).join();
                    assertThat(child.join()).isEqualTo(index);
                    String name = name();
                    assertThat(inner).doesNotHaveDuplicates().doesNotContain(name, child.name());
                    return name;
                }))
                .join();
        assertThat(names).doesNotHaveDuplicates();
    }

    private static String name() {
        return CallContext.current().callName();
    }

    @DisplayName("a lock that a body takes is its own, and no other body of the same worker has it")
    @ParameterizedTest
    @EnumSource
    void locks(On on) {
        Lock lock = muster.lock("books");
        int[] inside = new int[1];
        List<Object> results = on.all(jobs, jobs(1_000, index -> {
                    lock.lock();
                    try {
                        return ++inside[0];
                    } finally {
                        lock.unlock();
                    }
                }))
                .join();
        assertThat(results).doesNotHaveDuplicates().hasSize(1_000);
        assertThat(lock.tryLock()).isTrue();
        lock.unlock();
    }

    @DisplayName("a listener that is told between two bodies runs in the name of neither")
    @Test
    void listenersHaveNoCall() {
        Queue<String> names = new ConcurrentLinkedQueue<>();
        jobs.coreAll(
                        jobs(10_000, index -> CallContext.current().callName()),
                        FanOut.failFast()
                                .onProgress(progress ->
                                        CallContext.find().ifPresent(context -> names.add(context.callName()))))
                .join();
        assertThat(names).isEmpty();
    }

    @DisplayName("a reader sees a result while the worker that gave it is in the next body")
    @ParameterizedTest
    @EnumSource(names = {"ONE_THREAD", "ONE_CORE"})
    void resultBeforeTheNextBodyEnds(On on) {
        for (FanOut options : List.of(FanOut.failFast(), FanOut.failFast().chunk(4))) {
            Gate gate = new Gate();
            Batch<Object> batch = on.all(
                    jobs,
                    jobs(4, index -> {
                        if (index == 1) {
                            gate.pass(); // opened by who has read the result before
                        }
                        return index;
                    }),
                    options);
            assertThat(batch.stream().iterator().next()).isEqualTo(0);
            gate.open();
            assertThat(batch.join()).hasSize(4);
        }
    }
}
