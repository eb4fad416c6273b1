package dev.muster.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.Batch;
import dev.muster.Muster;
import dev.muster.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Lock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Who passes whom in a queue, and who does not. */
@Timeout(60)
@ExtendWith(LeavesNothingBehind.class)
class PassingTest {
    private final Muster muster = Muster.open();
    private final PassingDispatcher calls = new PassingDispatcher(new Passing(), muster);
    private final Queue<Object> order = new ConcurrentLinkedQueue<>();

    @AfterEach
    void close() {
        muster.closeNow();
    }

    private boolean waits(String name) {
        return muster.explain().matches("(?s).*" + name + " waits since.*");
    }

    private Callable<?> note(Object what) {
        return () -> order.add(what);
    }

    @DisplayName(
            "one that passed at one lock because its parent joined it, and no longer does, does not wait for those it passed for ever")
    @Test
    void comesBackFromPassing() throws Exception {
        Gate held = new Gate();
        Gate enough = new Gate();
        Task<Object> other = calls.other(() -> {
            held.open();
            enough.pass();
            return null;
        });
        held.pass();
        Gate lends = new Gate();
        Gate stands = new Gate();
        Task<Object> parent = calls.lends(() -> {
            lends.open();
            stands.pass();
            Task<Object> child = calls.both(note("child"));
            while (child.explain().matches("(?s).*lent[^;]*behind.*;.*")) {
                triesToJoin(child);
            }
            return child;
        });
        lends.pass();
        Task<Object> first = calls.both(note("first"));
        stands.open();
        Task<?> child = (Task<?>) parent.join();
        enough.open();
        other.join();
        first.join();
        child.join();
        assertThat(order).containsExactlyInAnyOrder("first", "child");
    }

    private static void triesToJoin(Task<?> task) throws Exception {
        try {
            task.get(1, TimeUnit.MILLISECONDS);
        } catch (TimeoutException expected) {
            // as often as needed
        }
    }

    @DisplayName("who is lent a lock for reading does not pass a sibling that waits to write")
    @Test
    void keepsTheOrderOfSiblings() {
        Gate reads = new Gate();
        calls.lends(() -> {
                    List<Callable<?>> roles = List.of(
                            () -> calls.read(() -> {
                                reads.open();
                                Gate.until("somebody or a line", () -> !order.isEmpty() || waits("role-3"));
                                return null;
                            }),
                            () -> {
                                reads.pass();
                                return calls.write(note("write"));
                            },
                            () -> {
                                Gate.until("a writer", () -> waits("role-2"));
                                return calls.read(note("read"));
                            });
                    return calls.roleAll(roles).join();
                })
                .join();
        assertThat(order).containsExactly("write", "read");
    }

    @DisplayName("a body that closes a batch lends its lock to the calls whose end it waits for")
    @Test
    void closingLends() {
        Gate started = new Gate();
        Gate closes = new Gate();
        calls.lends(() -> {
                    Batch<Object> children = calls.roleAll(List.of(() -> {
                        started.open();
                        closes.passWhateverHappens();
                        Lock lent = muster.lock("lent");
                        lent.lock();
                        try {
                            return order.add("child");
                        } finally {
                            lent.unlock();
                        }
                    }));
                    started.pass();
                    closes.open();
                    children.close();
                    return order.add("parent");
                })
                .join();
        assertThat(order).containsExactly("child", "parent");
    }

    @DisplayName("of those who stand before a holder that the watch lets pass, nobody passes with it")
    @Test
    void letsPassOnlyWhomOthersWaitFor() {
        Gate holds = new Gate();
        Gate stand = new Gate();
        Task<Object> holder = calls.lends(() -> {
            holds.open();
            stand.pass();
            return calls.blockingPermitted(note("holder"));
        });
        Gate.until("held", holds::isOpen);
        List<Task<Object>> others = new ArrayList<>(List.of(calls.lentAndPermitted(note("first"))));
        for (int i = 0; i < 10; i++) {
            others.add(calls.permitted(note(i)));
        }
        stand.open();
        holder.join();
        others.forEach(Task::join);
        assertThat(order).containsExactly("holder", "first", 0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
    }
}
