package dev.muster.runtime.workers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.CallFailedException;
import dev.muster.Muster;
import dev.muster.TaskPhase;
import dev.muster.call.Call;
import dev.muster.call.CallMethod;
import dev.muster.call.CallOwner;
import dev.muster.call.CallRuntime;
import dev.muster.call.CallSite;
import dev.muster.spec.MethodSpec;
import dev.muster.spi.WorkerPool;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Calls that a stack overflow between two of our own steps would leave to nobody. */
@Timeout(60)
class CutOffTest {
    private final Muster muster =
            Muster.builder().onUnobservedFailure((call, failure) -> {}).open();
    private final CallSite site =
            CallRuntime.of(muster).bind(CallMethod.local(MethodSpec.of("demo.Jobs", "job()")), null);
    private final List<Throwable> caught = new ArrayList<>();
    private final WorkerPool pool = (WorkerPool) Proxy.newProxyInstance(
            WorkerPool.class.getClassLoader(), new Class<?>[] {WorkerPool.class}, (proxy, method, arguments) -> {
                throw new StackOverflowError("injected");
            });
    private final LocalRunner runner = new LocalRunner("Test-1", Identity.ofThisProcess(), pool);

    @BeforeEach
    void enter() {
        runner.enter();
    }

    @AfterEach
    void close() {
        runner.leave();
        muster.close();
    }

    private interface Body {
        void run() throws Exception;
    }

    private final class Job extends Call<@Nullable Object> {
        private final Body body;

        Job(Body body) {
            super(site);
            this.body = body;
        }

        @Override
        protected void body() throws Exception {
            body.run();
        }

        @Override
        protected @Nullable Object result() {
            return "done";
        }
    }

    private Job queued(Body body, @Nullable CallOwner owner) {
        Job job = new Job(body);
        job.place(1, null, owner);
        job.queueUnshared();
        return job;
    }

    private Body runningWithin(Job inner, @Nullable WorkerPool in) {
        return () -> {
            try {
                runner.runWithin(inner, in);
            } catch (StackOverflowError overflow) {
                caught.add(overflow);
            }
        };
    }

    private void assertSound(Job outer) {
        assertThat(caught).hasSize(1);
        assertThat(outer.phase()).isEqualTo(TaskPhase.SUCCEEDED);
        assertThat(runner.isBusy()).isFalse();
        assertThat(runner.call()).isNull();
        assertThat(runner.isNested()).isFalse();
    }

    @DisplayName("a call whose entry is gone when its joiner overflows before its begin fails with the error")
    @Test
    void betweenDropAndBegin() {
        Job inner = queued(() -> {}, null);
        Job outer = queued(runningWithin(inner, pool), null);
        runner.run(outer);
        assertSound(outer);
        assertThat(inner.isDone()).isTrue();
        assertThatThrownBy(inner::join)
                .isInstanceOf(CallFailedException.class)
                .hasMessageContaining("could not be begun")
                .hasRootCauseInstanceOf(StackOverflowError.class);
    }

    @DisplayName("those who wait for a call are woken although telling of its end overflowed")
    @Test
    void betweenEndAndWake() {
        Job inner = queued(() -> {}, ended -> {
            throw new StackOverflowError("injected");
        });
        CompletableFuture<@Nullable Object> waits = inner.toCompletableFuture();
        Job outer = queued(runningWithin(inner, null), null);
        runner.run(outer);
        assertSound(outer);
        assertThat(waits).isCompletedWithValue("done");
    }

    @DisplayName("a thread whose only call overflowed goes on to the next")
    @Test
    void alone() {
        Job broken = queued(() -> {}, ended -> {
            throw new StackOverflowError("injected");
        });
        assertThatThrownBy(() -> runner.run(broken)).isInstanceOf(StackOverflowError.class);
        Job next = queued(() -> {}, null);
        runner.run(next);
        assertThat(next.phase()).isEqualTo(TaskPhase.SUCCEEDED);
        assertThat(runner.isBusy()).isFalse();
        assertThat(runner.isNested()).isFalse();
    }
}
