package dev.muster.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.BatchFailedException;
import dev.muster.CallContext;
import dev.muster.JoinInterruptedException;
import dev.muster.Muster;
import dev.muster.Task;
import dev.muster.Workers;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Lock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** The thread that waits for an array on the default pool of cores runs bodies of it, as long as that is nothing to anybody. */
@Timeout(120)
@ExtendWith(LeavesNothingBehind.class)
class CallerTakesPartTest {
    private final Gate end = new Gate();
    private final List<Task<?>> busy = new ArrayList<>();
    private Muster muster = Muster.open();

    @AfterEach
    void close() {
        end.open();
        busy.forEach(Task::join);
        assertThat(Thread.interrupted()).isFalse();
        muster.close();
    }

    private ElementsDispatcher elements(Elements.Body body) {
        return new ElementsDispatcher(new Elements(body), muster);
    }

    /** From now on no core is free. */
    private void occupyCores(int cores) {
        Gate begun = new Gate(cores);
        JobsDispatcher jobs = new JobsDispatcher(new Jobs(), muster);
        for (int i = 0; i < cores; i++) {
            busy.add(jobs.core(() -> {
                begun.open();
                end.pass();
                return null;
            }));
        }
        Gate.until("all cores are busy", begun::isOpen);
    }

    private void occupyCores() {
        occupyCores(Runtime.getRuntime().availableProcessors());
    }

    @DisplayName("while no core is free, the caller does all of it, as a worker of its name")
    @Test
    void noCoreIsFree() {
        occupyCores();
        Set<String> workers = ConcurrentHashMap.newKeySet();
        int[] doubled = elements(x -> {
                    workers.add(CallContext.current().workerName() + " runs "
                            + CallContext.current().callName().replaceAll("\\d+", "n"));
                    return 2 * x;
                })
                .eachArray(new int[] {1, 2, 3, 4, 5, 6, 7, 8, 9});
        assertThat(doubled).containsExactly(2, 4, 6, 8, 10, 12, 14, 16, 18);
        assertThat(workers).containsExactly(Thread.currentThread().getName() + " runs each-n");
        assertThat(CallContext.find()).isEmpty();
    }

    @DisplayName("elements that wait for each other get a core beside their caller")
    @Test
    void elementsThatMeet() {
        if (Runtime.getRuntime().availableProcessors() > 1) {
            Gate meeting = new Gate(2);
            assertThat(elements(x -> {
                                meeting.open();
                                meeting.pass();
                                return x;
                            })
                            .eachArray(new int[] {1, 2}))
                    .containsExactly(1, 2);
        }
    }

    @DisplayName("an interrupt of the caller ends the body that it runs, and cancels the rest")
    @Test
    void interruptWithinABody() {
        occupyCores();
        Thread caller = Thread.currentThread();
        Gate never = new Gate();
        assertThatThrownBy(() -> elements(x -> {
                            caller.interrupt();
                            never.pass();
                            return x;
                        })
                        .eachArray(new int[100]))
                .isInstanceOf(JoinInterruptedException.class)
                .hasMessageContaining("eachArray");
        assertThat(Thread.interrupted()).isTrue();
    }

    @DisplayName("an interrupt of the caller that a body does not look at cancels the rest, too")
    @Test
    void interruptUnseenByABody() {
        occupyCores();
        Thread caller = Thread.currentThread();
        Set<Integer> begun = ConcurrentHashMap.newKeySet();
        assertThatThrownBy(() -> elements(x -> {
                            begun.add(x);
                            caller.interrupt();
                            return x;
                        })
                        .eachArray(new int[] {0, 1, 2, 3, 4, 5}))
                .isInstanceOf(JoinInterruptedException.class);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(begun).containsExactly(0);
    }

    @DisplayName(
            "what interrupts the body that the caller runs, because another element failed, is no interrupt of the caller")
    @Test
    void failureElsewhere() {
        int cores = Runtime.getRuntime().availableProcessors();
        if (cores > 1) {
            occupyCores(cores - 1);
            Thread caller = Thread.currentThread();
            Gate inBody = new Gate();
            Gate never = new Gate();
            assertThatThrownBy(() -> elements(x -> {
                                if (Thread.currentThread() == caller) {
                                    inBody.open();
                                    never.pass();
                                }
                                inBody.pass();
                                throw new IllegalArgumentException("no " + x);
                            })
                            .eachArray(new int[] {7, 7, 7, 7}))
                    .isInstanceOf(BatchFailedException.class)
                    .hasMessageContaining("no 7");
            assertThat(Thread.interrupted()).isFalse();
        }
    }

    @DisplayName("where it is said how many calls run at once, the caller only waits")
    @Test
    void poolsOfASize() {
        Set<Thread> threads = ConcurrentHashMap.newKeySet();
        Elements.Body noted = x -> {
            threads.add(Thread.currentThread());
            return x;
        };
        elements(noted).eachOnOneArray(new int[10_000]);
        muster.close();
        muster = Muster.builder().workers(Workers.CORES, 1).open();
        elements(noted).eachArray(new int[10_000]);
        assertThat(threads).doesNotContain(Thread.currentThread());
    }

    @DisplayName("a caller that holds a lock only waits: the body is not the one that holds it")
    @Test
    void callerHoldsALock() {
        Set<Thread> threads = ConcurrentHashMap.newKeySet();
        Lock lock = muster.lock("here");
        lock.lock();
        try {
            elements(x -> {
                        threads.add(Thread.currentThread());
                        return x;
                    })
                    .eachArray(new int[10_000]);
        } finally {
            lock.unlock();
        }
        assertThat(threads).isNotEmpty().doesNotContain(Thread.currentThread());
    }

    @DisplayName("a body cannot close its Muster on its caller's thread either")
    @Test
    void closeWithin() {
        occupyCores();
        assertThatThrownBy(() -> elements(x -> {
                            muster.close();
                            return x;
                        })
                        .eachArray(new int[] {1}))
                .isInstanceOf(BatchFailedException.class)
                .hasRootCauseInstanceOf(IllegalStateException.class)
                .hasStackTraceContaining("close() was called from the body of each-");
    }

    @DisplayName("closeNow interrupts the body that a caller runs")
    @Test
    void closeNow() {
        occupyCores();
        Thread caller = Thread.currentThread();
        Gate inBody = new Gate();
        Gate never = new Gate();
        Thread closer = new Thread(() -> {
            Gate.until("the body", inBody::isOpen);
            Gate.until("it waits", () -> caller.getState() == Thread.State.TIMED_WAITING);
            muster.closeNow();
        });
        closer.start();
        assertThatThrownBy(() -> elements(x -> {
                            inBody.open();
                            never.pass();
                            return x;
                        })
                        .eachArray(new int[] {1, 2, 3}))
                .isInstanceOf(CancellationException.class);
        assertThat(Thread.interrupted()).isFalse();
        busy.clear();
        Gate.until("closed", () -> !closer.isAlive());
    }
}
