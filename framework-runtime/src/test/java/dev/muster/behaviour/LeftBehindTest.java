package dev.muster.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.Muster;
import dev.muster.ProcessOptions;
import dev.muster.Task;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Threads that bodies have left behind in child processes, which have no call to answer when these ask. */
@Timeout(120)
@ExtendWith(LeavesNothingBehind.class)
@SuppressWarnings("LockNotBeforeTry") // a failed test is the end of the Muster anyway
class LeftBehindTest {
    private final Muster muster =
            Muster.builder().onUnobservedFailure((call, failure) -> {}).open();
    private final LeftBehindDispatcher left = new LeftBehindDispatcher(new LeftBehind(), muster);

    @TempDir
    private Path folder;

    @AfterEach
    void close() {
        muster.closeNow();
    }

    private String signal() {
        return folder.resolve("go").toString();
    }

    private void go() throws IOException {
        Files.createFile(folder.resolve("go"));
    }

    private void awaitEvent(String name) throws InterruptedException {
        assertThat(muster.event(name).await(30, TimeUnit.SECONDS)).as(name).isTrue();
    }

    @DisplayName("permits that it releases are there")
    @Test
    void permits() throws Exception {
        left.releases(signal()).join();
        assertThat(muster.semaphore("permits", 3).available()).isEqualTo(1);
        go();
        assertThat(muster.semaphore("permits", 3).tryAcquire(3, 30, TimeUnit.SECONDS))
                .isTrue();
    }

    @DisplayName("it takes a lock, for which the parent waits, and gives it")
    @Test
    void lock() throws Exception {
        left.locks(signal()).join();
        go();
        awaitEvent("locked");
        Lock lock = muster.lock("left");
        CompletableFuture<Boolean> gets = new CompletableFuture<>();
        Thread waits = new Thread(() -> gets.complete(locks(lock)));
        waits.start();
        Gate.until("the parent waits", () -> muster.explain().contains(waits.getName()));
        muster.event("unlock").set();
        assertThat(gets.get()).isTrue();
    }

    private static boolean locks(Lock lock) {
        try {
            return lock.tryLock(30, TimeUnit.SECONDS);
        } catch (InterruptedException impossible) {
            return false;
        }
    }

    @DisplayName("it calls a guarded method, which waits for the parent to unlock")
    @Test
    void guarded() throws Exception {
        left.calls(signal()).join();
        Lock lock = muster.lock("left");
        lock.lock();
        go();
        Gate.until("it waits", () -> muster.explain().contains(" in Process-"));
        lock.unlock();
        awaitEvent("called");
    }

    @DisplayName("what it waits for comes while the next call runs, and that one sees it")
    @Test
    void nextCall() throws Exception {
        long pid = left.awaits(signal()).join();
        go();
        Gate.until("it waits", () -> muster.explain().contains(" in Process-"));
        Task<Boolean> next = left.hears(pid);
        awaitEvent("runs");
        muster.event("later").set();
        assertThat(next.join()).isTrue();
    }

    @DisplayName("what it waits for comes when the child is idle again")
    @Test
    void idleAgain() throws Exception {
        left.awaits(signal()).join();
        go();
        Gate.until("it waits", () -> muster.explain().contains(" in Process-"));
        left.once(folder.resolve("never").toString()).join();
        muster.event("later").set();
        awaitEvent("heard");
    }

    @DisplayName("it is heard as often as it asks, between calls and within them")
    @Test
    void often() throws Exception {
        for (int i = 0; i < 50; i++) {
            left.once(folder.resolve("go").toString()).join();
            if (i == 0) {
                go();
            }
            awaitEvent("set");
            muster.event("set").clear();
        }
    }

    @DisplayName("a message that is longer than what the connection holds is logged")
    @Test
    void logs() throws Exception {
        assertThat(logged(() -> {
                    left.logs(signal()).join();
                    go();
                }))
                .hasSize(1_000_000);
    }

    @DisplayName("calls go before what a thread logs without end")
    @Test
    void chatter() throws Exception {
        String said = logged(() -> {
            long pid = left.chatters(signal()).join();
            go();
            for (int i = 0; i < 20; i++) {
                assertThat(left.once(signal()).join()).isEqualTo(pid);
            }
        });
        assertThat(said).isEqualTo("and");
    }

    @FunctionalInterface
    private interface Step {
        void run() throws Exception;
    }

    /** What comes to be logged first. */
    private String logged(Step step) throws Exception {
        CompletableFuture<String> logged = new CompletableFuture<>();
        Logger logger = Logger.getLogger("left.behind");
        Handler handler = new Heard(logged);
        logger.addHandler(handler);
        logger.setUseParentHandlers(false);
        try {
            step.run();
            return logged.get(30, TimeUnit.SECONDS);
        } finally {
            muster.closeNow();
            logger.removeHandler(handler);
            logger.setUseParentHandlers(true);
        }
    }

    /** Hears what is logged. */
    private static final class Heard extends Handler {
        private final CompletableFuture<String> to;

        Heard(CompletableFuture<String> to) {
            this.to = to;
        }

        @Override
        public void publish(LogRecord record) {
            to.complete(record.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }

    @DisplayName("CRS-15: what it holds is released when its idle child dies, and what it waits for is given up")
    @Test
    void death() throws Exception {
        long pid = left.locks(signal()).join();
        go();
        awaitEvent("locked");
        Gate.until("it waits", () -> muster.explain().contains(" in Process-"));
        ProcessHandle.of(pid).orElseThrow().destroyForcibly();
        assertThat(muster.lock("left").tryLock(30, TimeUnit.SECONDS)).isTrue();
        Gate.until("nobody waits", () -> !muster.explain().contains(" in Process-"));
        assertThat(left.releases(signal()).join()).isNotEqualTo(pid);
    }

    @DisplayName("its child ends all the same when it has been idle for long, or may have no further call")
    @Test
    void expiry() throws Exception {
        expires(ProcessOptions.defaults().idleExpiry(Duration.ofMillis(300)));
    }

    private void expires(ProcessOptions options) throws Exception {
        try (Muster own = Muster.builder().processes(options).open()) {
            long pid = new LeftBehindDispatcher(new LeftBehind(), own)
                    .locks(signal())
                    .join();
            go();
            assertThat(own.event("locked").await(30, TimeUnit.SECONDS)).isTrue();
            assertThat(own.lock("left").tryLock(30, TimeUnit.SECONDS)).isTrue();
            own.lock("left").unlock();
            Gate.until("it is gone", () -> ProcessHandle.of(pid).isEmpty());
        }
    }
}
