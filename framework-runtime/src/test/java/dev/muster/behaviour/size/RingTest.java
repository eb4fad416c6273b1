package dev.muster.behaviour.size;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.Batch;
import dev.muster.DeadlockException;
import dev.muster.FanOut;
import dev.muster.Muster;
import dev.muster.Task;
import dev.muster.behaviour.LeavesNothingBehind;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rings of waits: each is named within a second, one gives up, and the others go on. */
@Timeout(20)
@ExtendWith(LeavesNothingBehind.class)
class RingTest {
    /** Ten times what is promised: other builds share the machine. */
    private static final long LIMIT_MILLIS = 10_000;

    private final Muster muster =
            Muster.builder().onUnobservedFailure((call, failure) -> {}).open();
    private final RingDispatcher ring = new RingDispatcher(new Ring(), muster);

    @AfterEach
    void close() {
        muster.closeNow();
    }

    @DisplayName("nested locks of 2, 3 and 5 calls")
    @ParameterizedTest
    @ValueSource(ints = {2, 3, 5})
    void nestedLocks(int links) {
        CountDownLatch all = new CountDownLatch(links);
        CountDownLatch closes = new CountDownLatch(1);
        List<Task<Object>> tasks = new ArrayList<>();
        for (int i = 0; i < links; i++) {
            int thing = i;
            tasks.add(ring.link(() -> ring.with(thing, () -> {
                all.countDown();
                all.await();
                closes.await();
                return ring.with((thing + 1) % links, () -> "both");
            })));
        }
        Figures figures = Figures.start();
        closes.countDown();
        DeadlockException found = theOnly(failures(tasks));
        named("nested locks of " + links, found, figures);
        for (int i = 0; i < links; i++) {
            assertThat(found).hasMessageContaining("link-" + (i + 1)).hasMessageContaining("thing[" + i + "]");
        }
    }

    @DisplayName("locks taken as handles in three bodies")
    @Test
    void handles() {
        int links = 3;
        CountDownLatch all = new CountDownLatch(links);
        List<Task<Object>> tasks = new ArrayList<>();
        Figures figures = Figures.start();
        for (int i = 0; i < links; i++) {
            Lock first = muster.lock("thing", i);
            Lock second = muster.lock("thing", (i + 1) % links);
            tasks.add(ring.link(() -> within(first, () -> {
                all.countDown();
                all.await();
                return within(second, () -> "both");
            })));
        }
        DeadlockException found = theOnly(failures(tasks));
        named("handles", found, figures);
        for (int i = 0; i < links; i++) {
            assertThat(found).hasMessageContaining("link-" + (i + 1)).hasMessageContaining("thing[" + i + "]");
        }
    }

    @DisplayName("locks taken as handles on two plain threads")
    @Test
    void threads() throws Exception {
        CountDownLatch both = new CountDownLatch(2);
        List<Throwable> failures = java.util.Collections.synchronizedList(new ArrayList<>());
        Figures figures = Figures.start();
        Crew.of(2, index -> {
                    try {
                        within(muster.lock("thing", index), () -> {
                            both.countDown();
                            both.await();
                            return within(muster.lock("thing", 1 - index), () -> "both");
                        });
                    } catch (DeadlockException failure) {
                        failures.add(failure);
                    }
                })
                .join();
        DeadlockException found = theOnly(failures);
        named("handles on threads", found, figures);
        assertThat(found).hasMessageContaining("crew-0").hasMessageContaining("crew-1");
        assertThat(found).hasMessageContaining("thing[0]").hasMessageContaining("thing[1]");
    }

    @DisplayName("three calls that join each other")
    @Test
    void joins() {
        int links = 3;
        List<CompletableFuture<Task<Object>>> known = Stream.generate(CompletableFuture<Task<Object>>::new)
                .limit(links)
                .toList();
        List<Task<Object>> tasks = new ArrayList<>();
        for (int i = 0; i < links; i++) {
            CompletableFuture<Task<Object>> next = known.get((i + 1) % links);
            tasks.add(ring.link(() -> next.get().join()));
        }
        Figures figures = Figures.start();
        for (int i = 0; i < links; i++) {
            known.get(i).complete(tasks.get(i));
        }
        // Whose join fails fails, and so do those who joined it, with its failure as the cause of theirs.
        DeadlockException found = failures(tasks).stream()
                .map(RingTest::root)
                .map(DeadlockException.class::cast)
                .distinct()
                .reduce((one, other) -> {
                    throw new AssertionError("two were found", other);
                })
                .orElseThrow();
        named("joins", found, figures);
        for (int i = 0; i < links; i++) {
            assertThat(found).hasMessageContaining("link-" + (i + 1));
        }
    }

    @DisplayName("a call holds a lock and waits for one that is held up at a barrier, whose last party wants that lock")
    @Test
    void barrier() throws Exception {
        CountDownLatch held = new CountDownLatch(1);
        CompletableFuture<Batch<Object>> known = new CompletableFuture<>();
        Task<Object> holder = ring.link(() -> ring.with(1, () -> {
            held.countDown();
            try (Stream<Object> first = known.get().unordered()) {
                return first.findFirst().orElseThrow();
            }
        }));
        held.await();
        Figures figures = Figures.start();
        Batch<Object> batch = ring.togetherAll(
                List.of(() -> "arrives", () -> ring.with(1, () -> "wants the lock")), FanOut.collectAll());
        known.complete(batch);
        List<Throwable> failures = failures(List.of(holder));
        batch.outcomes().stream()
                .filter(outcome -> !outcome.isSuccess())
                .map(outcome -> outcome.failure())
                .forEach(failures::add);
        assertThat(failures).isNotEmpty();
        DeadlockException found = failures.stream()
                .map(RingTest::root)
                .filter(DeadlockException.class::isInstance)
                .map(DeadlockException.class::cast)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no deadlock in " + failures, failures.get(0)));
        named("barrier", found, figures);
        assertThat(found).hasMessageContaining("link-1").hasMessageContaining("thing[1]");
        assertThat(found).hasMessageContaining("together-2");
    }

    private static Object within(Lock lock, java.util.concurrent.Callable<?> job) throws Exception {
        lock.lock();
        try {
            return job.call();
        } finally {
            lock.unlock();
        }
    }

    private static List<Throwable> failures(List<Task<Object>> tasks) {
        List<Throwable> failures = new ArrayList<>();
        for (Task<Object> task : tasks) {
            try {
                task.get(LIMIT_MILLIS, TimeUnit.MILLISECONDS);
            } catch (ExecutionException failure) {
                failures.add(failure.getCause());
            } catch (Exception other) {
                throw new AssertionError(task.explain(), other);
            }
        }
        return failures;
    }

    private static Throwable root(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }

    private static DeadlockException theOnly(List<Throwable> failures) {
        assertThat(failures).hasSize(1);
        assertThat(failures.get(0)).isInstanceOf(DeadlockException.class);
        return (DeadlockException) failures.get(0);
    }

    private static void named(String what, DeadlockException found, Figures figures) {
        System.out.println(what + ", after " + figures.millis() + " ms: " + found.getMessage());
        assertThat(figures.millis()).isLessThan(LIMIT_MILLIS);
    }
}
