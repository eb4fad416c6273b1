package dev.muster.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.Batch;
import dev.muster.Muster;
import dev.muster.RunTimeoutException;
import dev.muster.SharedBarrier;
import dev.muster.Task;
import dev.muster.WorkerCrashedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Resources that child processes share with each other and with their parent. */
@Timeout(120)
@ExtendWith(LeavesNothingBehind.class)
@SuppressWarnings("LockNotBeforeTry") // a failed test is the end of the Muster anyway
class AcrossTest {
    private final Muster muster =
            Muster.builder().onUnobservedFailure((call, failure) -> {}).open();
    private final AcrossDispatcher across = new AcrossDispatcher(new Across(), muster);

    @TempDir
    private Path folder;

    private String file = "";

    @BeforeEach
    void file() throws IOException {
        file = Files.writeString(folder.resolve("count"), "0").toString();
    }

    @AfterEach
    void close() {
        muster.closeNow();
    }

    private static List<String> times(int n, String file) {
        return Collections.nCopies(n, file);
    }

    @DisplayName("LCK-13: annotations, handles, nested calls and grandchildren exclude each other, in all processes")
    @Test
    void exclusion() throws Exception {
        List<Batch<Integer>> batches = new ArrayList<>();
        batches.add(across.guardedAll(times(100, file)));
        batches.add(across.byHandleAll(times(100, file)));
        batches.add(across.byNestedCallAll(times(50, file)));
        batches.add(across.byNestedTaskAll(times(50, file)));
        batches.add(across.byGrandchildAll(times(20, file)));
        batches.add(across.onThreadAll(times(100, file)));
        for (int i = 0; i < 100; i++) {
            across.blocking(file);
        }
        batches.forEach(Batch::join);
        assertThat(Files.readString(Path.of(file))).isEqualTo("520");
    }

    @DisplayName("CND-07: a child refuses calls whose condition or barrier the parent cannot ask, fan-outs of them too")
    @Test
    void refusedInChildren() {
        assertThat(across.refused().join()).containsOnly("RefusedException").hasSize(5);
    }

    @DisplayName("LCK-09: what the parent holds is held for children, and the reverse; text names the owner")
    @Test
    void visible() throws Exception {
        Lock lock = muster.lock("seen");
        lock.lock();
        assertThat(across.tryLock("seen").join()).isFalse();
        assertThat(across.text("seen").join()).contains("seen (held by thread '");
        lock.unlock();
        assertThat(across.available().join()).isZero();
        assertThat(muster.semaphore("gate", 1).available()).isEqualTo(1);
    }

    @DisplayName("a call that ends without unlocking loses its lock")
    @Test
    void forgotten() {
        assertThat(across.tryLock("kept").join()).isTrue();
        assertThat(muster.lock("kept").tryLock()).isTrue();
        muster.lock("kept").unlock();
    }

    @DisplayName(
            "a thread of a child that runs no call has what it has locked until it unlocks it, though nobody else knows that")
    @Test
    void heldByThread() {
        assertThat(across.lockedByThread("byThread").join()).isTrue();
        assertThat(muster.lock("byThread").tryLock()).isTrue();
        muster.lock("byThread").unlock();
    }

    @DisplayName("LCK-17, CRS-15: what a dead child held is released, also while it waited for a signal")
    @Test
    void abandoned() throws Exception {
        Task<Void> dies = across.takeAndDie("dying");
        assertThatThrownBy(dies::join).isInstanceOf(WorkerCrashedException.class);
        assertThat(muster.lock("dying").tryLock()).isTrue();
        muster.lock("dying").unlock();
        Task<Void> waits = across.waitAndDie("dying", "gone");
        muster.event("gone").await();
        assertThatThrownBy(waits::join).isInstanceOf(WorkerCrashedException.class);
        assertThat(muster.lock("dying").tryLock(30, TimeUnit.SECONDS)).isTrue();
        muster.lock("dying").unlock();
    }

    @DisplayName("EVT-05: a set in the parent releases a child, and the reverse; a call fires and fails events")
    @Test
    void events() throws Exception {
        Task<Boolean> waits = across.awaitsEvent("toChild");
        muster.event("toChild").set();
        assertThat(waits.join()).isTrue();
        across.setsEvent("toParent").join();
        assertThat(muster.event("toParent").isSet()).isTrue();
        assertThat(across.fires(1).join()).isEqualTo(1);
        assertThat(muster.event("done").isSet()).isTrue();
    }

    @DisplayName("BAR-01: two children and the parent pass a barrier together")
    @Test
    void barrier() throws Exception {
        SharedBarrier barrier = muster.barrier("meet", 3);
        Task<Integer> one = across.arrives("meet", 3);
        Task<Integer> two = across.arrives("meet", 3);
        int own = barrier.await();
        assertThat(List.of(one.join(), two.join(), own)).containsExactlyInAnyOrder(0, 1, 2);
        assertThatThrownBy(() -> across.arrives("meet", 2).join()).hasMessageContaining("parties");
    }

    @DisplayName("a child that waits for a lock is interrupted by a cancellation, and leaves the queue")
    @Test
    void interrupted() throws Exception {
        Lock lock = muster.lock("busy");
        lock.lock();
        Task<String> blocked = across.blocksFor("busy", "started");
        muster.event("started").await();
        Gate.until("it waits", () -> muster.explain().contains("blocksFor-1 waits since"));
        assertThat(blocked.cancel(true)).isTrue();
        muster.event("startedInterrupted").await();
        blocked.awaitEnd();
        assertThat(muster.explain()).doesNotContain("blocksFor-1 waits");
        lock.unlock();
    }

    @DisplayName("a run limit ends a body in a child, and its lock is released")
    @Test
    void runLimit() throws Exception {
        Task<Void> sleeps = across.sleepsLong();
        assertThatThrownBy(sleeps::join).isInstanceOf(RunTimeoutException.class).hasMessageContaining("200ms");
        sleeps.awaitEnd();
        assertThat(muster.lock("limited").tryLock()).isTrue();
        muster.lock("limited").unlock();
    }
}
