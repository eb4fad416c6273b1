package dev.muster.examples.puzzles;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.Muster;
import dev.muster.Task;
import dev.muster.TaskPhase;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;

/** What the tests of puzzles have in common: a runtime, a trace, and bodies that hold until they may go. */
@Timeout(60)
abstract class Rehearsal {
    final Trace trace = new Trace();
    final Muster muster =
            Muster.builder().onUnobservedFailure((call, failure) -> {}).open();

    @AfterEach
    void close() {
        muster.closeNow();
    }

    /** A body that says that it has begun and then waits until it may go on. */
    static final class Hold implements Callable<Object> {
        private final CountDownLatch begun = new CountDownLatch(1);
        private final CountDownLatch mayGo = new CountDownLatch(1);

        @Override
        public Object call() throws InterruptedException {
            begun.countDown();
            return pass(mayGo);
        }

        void awaitBegun() throws InterruptedException {
            pass(begun);
        }

        void letGo() {
            mayGo.countDown();
        }

        private static boolean pass(CountDownLatch latch) throws InterruptedException {
            if (!latch.await(30, TimeUnit.SECONDS)) {
                throw new AssertionError("nobody let it pass");
            }
            return true;
        }
    }

    static final Callable<?> AT_ONCE = () -> true;

    static void joinAll(List<? extends Task<?>> tasks) {
        tasks.forEach(Task::join);
    }

    static void assertWaits(Task<?> task) {
        assertThat(task.phase()).as(task.explain()).isEqualTo(TaskPhase.WAITING);
    }

    int at(String event) {
        return trace.events().indexOf(event);
    }

    /** How often the first event has happened less how often the second has, at its most. */
    static int most(List<String> events, String more, String less) {
        int now = 0;
        int most = 0;
        for (String event : events) {
            now += event.equals(more) ? 1 : event.equals(less) ? -1 : 0;
            most = Math.max(most, now);
        }
        return most;
    }
}
