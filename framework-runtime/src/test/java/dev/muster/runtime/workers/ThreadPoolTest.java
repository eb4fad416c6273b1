package dev.muster.runtime.workers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.Muster;
import dev.muster.WorkerStartException;
import dev.muster.call.Call;
import dev.muster.call.CallMethod;
import dev.muster.call.CallRuntime;
import dev.muster.call.CallSite;
import dev.muster.spec.MethodSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A pool of threads whose factory the test holds. */
@Timeout(120)
class ThreadPoolTest {
    private final AtomicBoolean broken = new AtomicBoolean();
    private final AtomicInteger made = new AtomicInteger();
    private final Muster muster = Muster.open();
    private final CallSite site =
            CallRuntime.of(muster).bind(CallMethod.local(MethodSpec.of("demo.Jobs", "job()")), null);
    private @Nullable ThreadPool pool;

    @AfterEach
    void close() throws InterruptedException {
        if (pool != null) {
            pool.shutdown();
            assertThat(pool.awaitTermination(Duration.ofSeconds(60))).isTrue();
        }
        muster.close();
    }

    private ThreadPool pool(int size, ThreadFactory threads) {
        ThreadPool opened = new ThreadPool("test", "Test", size, 1_000_000, Identity.ofThisProcess(), threads);
        pool = opened;
        return opened;
    }

    /** Platform threads, unless {@code broken}. */
    private Thread thread(Runnable body) {
        made.incrementAndGet();
        return new Thread(body) {
            @Override
            public synchronized void start() {
                if (broken.get()) {
                    throw new OutOfMemoryError("unable to create native thread (injected)");
                }
                super.start();
            }
        };
    }

    private final class Job extends Call<@Nullable Object> {
        private final Callable<?> body;
        private @Nullable Object result;

        Job(Callable<?> body) {
            super(site);
            this.body = body;
        }

        @Override
        protected void body() throws Exception {
            result = body.call();
        }

        @Override
        protected @Nullable Object result() {
            return result;
        }
    }

    private Job start(ThreadPool on, Callable<?> body) {
        Job job = new Job(body);
        job.place(1, null, null);
        job.queue();
        on.execute(job);
        return job;
    }

    @DisplayName("a thread that cannot be started fails its call, and the pool goes on when threads can be had again")
    @Test
    void noThread() {
        ThreadPool failing = pool(4, this::thread);
        broken.set(true);
        Job job = start(failing, () -> 1);
        assertThatThrownBy(job::join)
                .isInstanceOf(WorkerStartException.class)
                .hasMessageContaining("pool 'test'")
                .hasMessageContaining("unable to create native thread")
                .hasCauseInstanceOf(OutOfMemoryError.class);
        broken.set(false);
        assertThat(start(failing, () -> 2).join()).isEqualTo(2);
    }

    @DisplayName("where other threads live, they run what the missing thread would have run")
    @Test
    void fewerThreads() throws Exception {
        ThreadPool failing = pool(4, this::thread);
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        Job first = start(failing, () -> {
            started.countDown();
            return go.await(60, TimeUnit.SECONDS);
        });
        started.await();
        broken.set(true);
        List<Job> queued = new ArrayList<>();
        for (int call = 0; call < 100; call++) {
            queued.add(start(failing, () -> 1));
        }
        go.countDown();
        assertThat(first.join()).isEqualTo(true);
        for (Job job : queued) {
            assertThat(job.join()).isEqualTo(1);
        }
    }

    @DisplayName("MAP-28: one call after another reuses one thread")
    @Test
    void reuse() {
        ThreadPool reusing = pool(100, this::thread);
        for (int call = 0; call < 200; call++) {
            start(reusing, () -> 1).join();
            while (!reusing.isIdle()) {
                Thread.onSpinWait();
            }
        }
        assertThat(made).hasValue(1);
    }

    @DisplayName("cancelled calls leave the queue")
    @Test
    void cancelledCallsLeave() throws Exception {
        ThreadPool one = pool(1, this::thread);
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        Job first = start(one, () -> {
            started.countDown();
            return go.await(60, TimeUnit.SECONDS);
        });
        started.await();
        for (int call = 0; call < 10_000; call++) {
            Job job = start(one, () -> 1);
            job.cancel(true);
            one.dropped(job); // which the site would say, if the pool were its own
        }
        assertThat(one.queued()).isLessThan(1_000);
        go.countDown();
        first.join();
    }

    @DisplayName("platform threads too start in a chain: a thousand that wait for each other")
    @Test
    void platformThreads() {
        ThreadPool platform = pool(2_000, this::thread);
        CountDownLatch all = new CountDownLatch(1_000);
        List<Job> jobs = new ArrayList<>();
        for (int call = 0; call < 1_000; call++) {
            jobs.add(start(platform, () -> {
                all.countDown();
                return all.await(60, TimeUnit.SECONDS);
            }));
        }
        for (Job job : jobs) {
            assertThat(job.join()).isEqualTo(true);
        }
    }
}
