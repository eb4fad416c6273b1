package dev.muster.examples.policies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.Muster;
import dev.muster.Task;
import dev.muster.TaskPhase;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The policies of the guide do what it says. */
@Timeout(60)
class PoliciesTest {
    private final List<String> log = Collections.synchronizedList(new ArrayList<>());
    private final AtomicInteger used = new AtomicInteger(10);
    private final Muster muster = Muster.builder()
            .policy(AuditPolicy.class, members -> new AuditPolicy((String) members.get("value"), log::add))
            .policy(
                    WatchPolicy.class,
                    members ->
                            new WatchPolicy((String) members.get("value"), (Long) members.get("slowMillis"), log::add))
            .policy(HeapRoomPolicy.class, members -> new HeapRoomPolicy((Integer) members.get("mostUsed"), used::get))
            .open();
    private final ReportsDispatcher reports = new ReportsDispatcher(new Reports(), muster);
    private final CountDownLatch go = new CountDownLatch(1);

    @AfterEach
    void close() {
        muster.closeNow();
    }

    private Callable<String> holding() {
        return () -> go.await(60, TimeUnit.SECONDS) ? "done" : "nobody came";
    }

    @DisplayName("the audit knows the tenant, and how the call ended")
    @Test
    void audit() {
        assertThat(reports.render("acme", () -> "a report").join()).isEqualTo("a report");
        assertThatThrownBy(reports.render("acme", () -> {
                    throw new IllegalStateException("no paper");
                })::join)
                .hasRootCauseMessage("no paper");
        assertThat(log)
                .containsExactly(
                        "reports: render-1 for acme",
                        "reports: render-1 done",
                        "reports: render-2 for acme",
                        "reports: render-2 failed: no paper");
    }

    @DisplayName("a tenant's third call waits without a worker, another tenant's does not")
    @Test
    void quota() {
        Task<String> first = reports.export("acme", holding());
        Task<String> second = reports.export("acme", holding());
        Task<String> third = reports.export("acme", () -> "third");
        assertThat(third.phase()).isEqualTo(TaskPhase.WAITING);
        assertThat(third.explain()).contains("for a place of tenant acme (QuotaPolicy)");
        assertThat(reports.export("zenith", () -> "at once").join()).isEqualTo("at once");
        go.countDown();
        assertThat(third.join()).isEqualTo("third");
        assertThat(List.of(first.join(), second.join())).containsOnly("done");
    }

    @DisplayName("calls wait while the heap is full, but one may always run")
    @Test
    void heap() {
        used.set(90);
        Task<String> first = reports.load(holding());
        Task<String> second = reports.load(() -> "second");
        assertThat(second.explain()).contains("for room in the heap (HeapRoomPolicy)");
        used.set(60);
        assertThat(second.join()).isEqualTo("second");
        go.countDown();
        assertThat(first.join()).isEqualTo("done");
    }

    @DisplayName("a policy of two others does what both do, on a blocking call")
    @Test
    void composedInCode() throws Exception {
        assertThat(reports.print("acme", () -> "printed")).isEqualTo("printed");
        assertThat(log).containsExactly("prints: print-1 for acme", "print-1 was slow", "prints: print-1 done");
    }

    @DisplayName("an annotation that carries others stands for them all")
    @Test
    void composedByAnnotation() {
        Task<String> first = reports.nightly("acme", holding());
        Task<String> second = reports.nightly("acme", holding());
        Task<String> third = reports.nightly("acme", () -> "third");
        assertThat(third.phase()).isEqualTo(TaskPhase.WAITING);
        assertThat(third.explain()).contains("a place of tenant acme");
        go.countDown();
        assertThat(third.join()).isEqualTo("third");
        assertThat(log).contains("jobs: nightly-3 for acme");
        assertThat(List.of(first.join(), second.join())).containsOnly("done");
    }
}
