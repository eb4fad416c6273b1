package dev.muster.behaviour.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.Muster;
import dev.muster.RefusedException;
import dev.muster.Task;
import dev.muster.behaviour.LeavesNothingBehind;
import dev.muster.policy.Decision;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A body starts a call, which is accepted; while its policy is asked, all is cancelled, as far as to the pool's end, but not yet to
 * the bodies that run; then the policy admits the call, and the pool refuses it.
 */
@ExtendWith(LeavesNothingBehind.class)
class PoolShutWhileAskedTest {
    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch shut = new CountDownLatch(1);
    private final CountDownLatch bodyEnded = new CountDownLatch(1);
    private final CompletableFuture<Task<Integer>> inner = new CompletableFuture<>();

    @Test
    @DisplayName("a body whose call is refused by a pool that closes is cancelled, and does not fail")
    void aBodyIsCancelledBeforeItLearnsOfTheRefusal() throws Exception {
        Asker asker = new Asker();
        asker.answer = call -> {
            asked.countDown();
            pass(shut);
            return Decision.admit();
        };
        Muster muster = Muster.builder().policy(Asker.class, members -> asker).open();
        NestedDispatcher nested = new NestedDispatcher(new Nested(), muster);
        Task<Object> body = nested.outer(() -> {
            inner.complete(nested.inner(7));
            return inner.join().join();
        });
        pass(asked);
        Task<Object> queued = nested.outer(() -> "behind it");
        CompletableFuture<?> held = queued.toCompletableFuture().whenComplete((result, failure) -> {
            shut.countDown(); // by the thread that closes, which has this call from the pool that it has shut
            pass(bodyEnded);
        });
        CompletableFuture<?> closing = CompletableFuture.supplyAsync(muster::closeNow);
        try {
            assertThat(body.awaitEnd(Duration.ofSeconds(60))).isTrue();
            assertThat(held.isDone()).as("closing goes on").isFalse();
            assertThat(body.isCancelled()).isTrue();
            assertThatThrownBy(inner.join()::join).isInstanceOf(RefusedException.class);
        } finally {
            bodyEnded.countDown();
            closing.join();
        }
        assertThat(queued.isCancelled()).isTrue();
    }

    private static void pass(CountDownLatch latch) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
                    return;
                } catch (InterruptedException goOn) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
