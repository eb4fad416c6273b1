package dev.muster.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.muster.BarrierBrokenException;
import dev.muster.Batch;
import dev.muster.CallListener;
import dev.muster.DeadlockException;
import dev.muster.FanOut;
import dev.muster.Muster;
import dev.muster.MusterException;
import dev.muster.RefusedException;
import dev.muster.Task;
import dev.muster.WaitTimeoutException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReadWriteLock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** What those are told who wait in vain, also where what is to be told of cannot say what it is. */
@Timeout(60)
@ExtendWith(LeavesNothingBehind.class)
class MessagesTest {
    private final Muster muster =
            Muster.builder().onUnobservedFailure((call, failure) -> {}).open();
    private final Shared target = new Shared();
    private final SharedDispatcher shared = new SharedDispatcher(target, muster);

    @AfterEach
    void close() {
        muster.closeNow();
    }

    private static final class Speechless extends RuntimeException {
        private static final long serialVersionUID = 1L;

        @Override
        public String getMessage() {
            throw new AssertionError("no message");
        }
    }

    private record Nameless(int id) {
        @Override
        public String toString() {
            throw new AssertionError("no name");
        }
    }

    @DisplayName("whoever awaits an event that has failed is told that, a call and a handle alike")
    @Test
    void failedEvent() {
        Task<Object> fires = shared.firesReady(() -> {
            throw new IllegalStateException("broken");
        });
        assertThatThrownBy(fires::join).hasMessageContaining("broken");
        assertThatThrownBy(() -> shared.afterReady(() -> "never").join())
                .isInstanceOf(RefusedException.class)
                .hasMessage(
                        "afterReady-1 awaits event ready, which has failed: java.lang.IllegalStateException: broken");
        assertThatThrownBy(() -> muster.event("ready").await())
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("' awaits event ready, which has failed: ");
    }

    @DisplayName("a party that runs out of time at a barrier is told how long it waited")
    @Test
    void timeAtBarrier() {
        assertThatThrownBy(() -> muster.barrier("lonely", 2).await(1_500, TimeUnit.MICROSECONDS))
                .isInstanceOf(TimeoutException.class)
                .hasMessageContaining(" waited 1ms500us at barrier lonely");
    }

    @DisplayName("a wait limit that strikes while a condition is asked says so")
    @Test
    void limitWhileConditionIsAsked() {
        Gate over = new Gate();
        CallListener listener = new CallListener() {
            @Override
            public void ended(Task<?> call) {
                over.open();
            }
        };
        target.answer = () -> !over.passUnlessInterrupted();
        try (Muster heard = Muster.builder().listener(listener).open()) {
            Task<Object> task = new SharedDispatcher(target, heard).whenAnswered(() -> "never");
            assertThatThrownBy(task::join)
                    .isInstanceOf(WaitTimeoutException.class)
                    .hasMessage("whenAnswered-1 did not start within 50ms: it has its condition asked");
        }
    }

    // ---------------------------------------------------------------- what cannot say what it is

    @DisplayName("a failure without words fails those who await its event, and those who come later")
    @Test
    void speechlessEvent() {
        Speechless failure = new Speechless();
        Task<Object> waits = shared.afterReady(() -> "never");
        Task<Object> fires = shared.firesReady(() -> {
            throw failure;
        });
        assertThat(catchThrowableOfType(MusterException.class, fires::join).getCause() == failure)
                .isTrue();
        Task<Object> comesLater = shared.afterReady(() -> "never");
        for (Task<Object> task : List.of(waits, comesLater)) {
            RefusedException refused = catchThrowableOfType(RefusedException.class, task::join);
            assertThat(refused).hasMessageContaining("Speechless");
            assertThat(refused.getCause() == failure).isTrue();
        }
        assertThat(muster.event("ready")).asString().contains("Speechless");
    }

    @DisplayName("a failure without words breaks a barrier for all who wait there")
    @Test
    void speechlessAtBarrier() {
        Callable<?> quick = () -> "quick";
        Callable<?> fails = () -> {
            throw new Speechless();
        };
        Batch<Object> batch = shared.endTogetherAll(List.of(quick, quick, fails, quick), FanOut.collectAll());
        assertThat(batch.outcomes().stream()
                        .filter(outcome -> !outcome.isSuccess()
                                && outcome.failure() instanceof BarrierBrokenException broken
                                && broken.getMessage().contains("Speechless"))
                        .count())
                .isEqualTo(3);
    }

    @DisplayName("a condition that fails without words fails its call and gives back what was taken on trial")
    @Test
    void speechlessCondition() {
        target.answer = () -> {
            throw new Speechless();
        };
        assertThatThrownBy(() -> shared.whenAnswered(() -> "never").join())
                .isInstanceOf(MusterException.class)
                .hasMessageContaining("awaits a condition, which threw ")
                .hasMessageContaining("Speechless");
        target.answer = () -> true;
        assertThat(shared.whenAnswered(() -> "now").join()).isEqualTo("now");
    }

    @DisplayName("a key without words is told by its class, and its lock works")
    @Test
    @SuppressWarnings("LockNotBeforeTry") // nothing comes in between
    void namelessKey() {
        ReadWriteLock lock = muster.readWriteLock("account", new Nameless(1));
        lock.readLock().lock();
        assertThatThrownBy(() -> lock.writeLock().lock())
                .isInstanceOf(DeadlockException.class)
                .hasMessageContaining("account[")
                .hasMessageContaining("Nameless");
        lock.readLock().unlock();
        lock.writeLock().lock();
        lock.writeLock().unlock();
    }
}
