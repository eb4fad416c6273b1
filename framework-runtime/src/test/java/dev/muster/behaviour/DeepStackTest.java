package dev.muster.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.Muster;
import dev.muster.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Bodies that join their calls with next to no stack left. */
@Timeout(120)
@ExtendWith(LeavesNothingBehind.class)
class DeepStackTest {
    private static final int ROUNDS = 600;

    private final Muster muster =
            Muster.builder().onUnobservedFailure((call, failure) -> {}).open();
    private final JobsDispatcher jobs = new JobsDispatcher(new Jobs(), muster);
    private int reached;

    @AfterEach
    void close() {
        muster.closeNow();
    }

    @DisplayName("a call whose joiner runs out of stack anywhere on the way into it ends all the same")
    @Test
    void joinedDeepDown() throws Exception {
        List<Task<?>> calls = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            int above = round;
            List<Task<?>> started = new ArrayList<>();
            Task<Object> outer = jobs.oneCore(() -> {
                Task<Object> inner =
                        jobs.oneCore(() -> jobs.oneCore(() -> "innermost").join());
                started.add(inner);
                return descend(findDeepest(inner) - above, inner);
            });
            assertEnds(outer);
            assertThat(started).hasSize(1);
            calls.addAll(started);
        }
        for (Task<?> call : calls) {
            assertEnds(call);
        }
        assertThat(jobs.oneCore(this::runsItsCallItself).join()).isEqualTo(true);
    }

    private boolean runsItsCallItself() {
        Thread self = Thread.currentThread();
        return (boolean) jobs.oneCore(() -> Thread.currentThread() == self).join();
    }

    /** How deep the stack is here. */
    private int findDeepest(Task<?> call) {
        reached = 0;
        try {
            descend(Integer.MAX_VALUE, call);
        } catch (StackOverflowError end) {
            // found
        }
        return reached;
    }

    private Object descend(int left, Task<?> call) {
        reached++;
        return left <= 0 ? call.join() : descend(left - 1, call);
    }

    private static boolean isOverflow(Throwable failure) {
        Throwable cause = failure;
        while (cause != null && !(cause instanceof StackOverflowError)) {
            cause = cause.getCause();
        }
        return cause != null;
    }

    private static void assertEnds(Task<?> call) throws InterruptedException {
        try {
            assertThat(call.get(10, TimeUnit.SECONDS)).isEqualTo("innermost");
        } catch (ExecutionException failed) {
            assertThat(isOverflow(failed)).as(() -> String.valueOf(failed)).isTrue();
        } catch (TimeoutException lost) {
            throw new AssertionError(call + " never ends: " + call.explain(), lost);
        }
    }
}
