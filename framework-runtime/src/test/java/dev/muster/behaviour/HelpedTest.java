package dev.muster.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.Batch;
import dev.muster.DeadlockException;
import dev.muster.Muster;
import dev.muster.Task;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

@Timeout(60)
@ExtendWith(LeavesNothingBehind.class)
class HelpedTest {
    private static List<Callable<?>> one(Callable<?> job) {
        return List.of(job);
    }

    @DisplayName("a fan-out is cancelled whose body its joiner runs, after a worker has come for that in vain")
    @Test
    void workerComesForWhatTheJoinerHasTaken() throws Exception {
        Gate occupied = new Gate();
        Gate free = new Gate();
        Gate came = new Gate();
        Gate end = new Gate();
        CompletableFuture<Batch<Object>> helped = new CompletableFuture<>();
        Gate begun = new Gate();
        CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
        try (Muster muster = Muster.open()) {
            HelpedDispatcher calls = new HelpedDispatcher(new Helped(), muster);
            Task<Object> other = calls.ofTwo(() -> {
                occupied.open();
                free.pass();
                return "freed";
            });
            occupied.pass();
            Task<Object> joiner = calls.ofTwo(() -> {
                Batch<Object> batch = calls.ofTwoAll(one(() -> {
                    free.open(); // the other worker comes for the fan-out, and then for this call:
                    Task<Object> behind = calls.ofTwo(() -> {
                        came.open();
                        return "came";
                    });
                    came.pass();
                    begun.open();
                    interrupted.complete(end.passUnlessInterrupted());
                    return behind.name();
                }));
                helped.complete(batch);
                return batch.outcomes();
            });
            try {
                begun.pass();
                helped.join().cancel();
                assertThat(interrupted.get(30, TimeUnit.SECONDS)).isTrue();
            } finally {
                end.open();
            }
            assertThat(joiner.join().toString()).contains("CancellationException");
            assertThat(other.join()).isEqualTo("freed");
        }
    }

    @DisplayName("a ring is found that runs through a body on top of a body that runs on top of its joiner")
    @Test
    void ringThroughBodiesOnTopOfEachOther() {
        Gate hereHeld = new Gate();
        Gate thereHeld = new Gate();
        try (Muster muster = Muster.open()) {
            HelpedDispatcher calls = new HelpedDispatcher(new Helped(), muster);
            Task<Object> here = calls.here(() -> {
                hereHeld.open();
                thereHeld.pass();
                return calls.aloneAll(one(
                                () -> calls.aloneAll(one(calls::blocksThere)).join()))
                        .join();
            });
            Task<Object> there = calls.there(() -> {
                thereHeld.open();
                hereHeld.pass();
                return calls.blocksHere();
            });
            assertThat(Stream.of(here, there).map(HelpedTest::failure).filter(HelpedTest::isDeadlock))
                    .isNotEmpty();
        }
    }

    private static Throwable failure(Task<Object> task) {
        try {
            task.join();
            return new AssertionError("it succeeded");
        } catch (RuntimeException failure) {
            return failure;
        }
    }

    private static boolean isDeadlock(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof DeadlockException) {
                return true;
            }
        }
        return false;
    }
}
