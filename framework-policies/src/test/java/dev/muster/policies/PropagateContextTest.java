package dev.muster.policies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.FanOut;
import dev.muster.Muster;
import dev.muster.Task;
import dev.muster.TaskPhase;
import dev.muster.policy.AroundPolicy;
import io.micrometer.context.ContextRegistry;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.Lock;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

@Timeout(120)
@ExtendWith(LeavesNothingBehind.class)
class PropagateContextTest {
    private final ContextRegistry registry = new ContextRegistry()
            .registerThreadLocalAccessor("tenant", Carrying.TENANT)
            .registerThreadLocalAccessor("user", Carrying.USER);
    private final Muster muster = Muster.builder()
            .policy(
                    PropagateContextPolicy.class,
                    members -> new PropagateContextPolicy(registry, Set.of((Object[]) (String[]) members.get("value"))))
            .open();
    private final CarryingDispatcher carrying = new CarryingDispatcher(new Carrying(), muster);

    @BeforeEach
    void set() {
        Carrying.TENANT.set("acme");
        Carrying.USER.set("ann");
    }

    @AfterEach
    void close() {
        Carrying.TENANT.remove();
        Carrying.USER.remove();
        muster.closeNow();
    }

    @DisplayName("a body sees what the thread had that started its call, and its worker keeps nothing of it")
    @Test
    void carries() {
        assertThat(carrying.seen(0).join()).isEqualTo("acme/ann");
        assertThat(carrying.plain(Carrying::said).join()).isEqualTo("null/null");
    }

    @DisplayName(
            "what the starting thread had not set, the body does not see, whatever its worker has; the worker keeps it")
    @Test
    void clears() {
        carrying.plain(() -> {
                    Carrying.USER.set("left over");
                    return "";
                })
                .join();
        Carrying.USER.remove();
        assertThat(carrying.seen(0).join()).isEqualTo("acme/null");
        assertThat(carrying.plain(Carrying::said).join()).isEqualTo("null/left over");
    }

    @DisplayName(
            "it is the thread that starts the call that counts, not the one that lets it go on, and the moment of the start")
    @Test
    void capturesAtStart() {
        Lock lock = muster.lock("context");
        Task<String> waits;
        lock.lock();
        try {
            waits = carrying.seenUnderLock();
            assertThat(waits.phase()).isEqualTo(TaskPhase.WAITING);
            Carrying.TENANT.set("best");
        } finally {
            lock.unlock();
        }
        assertThat(waits.join()).isEqualTo("acme/ann");
    }

    @DisplayName("all calls of a fan-out see what the thread had that started that")
    @Test
    void fanOuts() {
        assertThat(carrying.seenAll(List.of(1, 2, 3)).join()).containsOnly("acme/ann");
        try (Stream<String> lazy = carrying.seenStream(List.of(1, 2, 3).iterator(), FanOut.failFast())) {
            Carrying.TENANT.set("best");
            assertThat(lazy).containsOnly("acme/ann").hasSize(3);
        }
    }

    @DisplayName("a blocking call sees what it would without")
    @Test
    void blocking() {
        assertThat(carrying.blocking()).isEqualTo("acme/ann");
        assertThat(Carrying.said()).isEqualTo("acme/ann");
    }

    @DisplayName("only what is named is carried, and the rest is left as it is")
    @Test
    void named() {
        assertThat(carrying.tenantOnly().join()).isEqualTo("acme/null");
        assertThat(carrying.nested().join()) // on a worker that has nothing, or on its own while it waits
                .isIn("acme/null", "acme/ann");
    }

    @DisplayName("a second try sees it again")
    @Test
    void triesAgain() {
        assertThat(carrying.secondTry().join()).isEqualTo("acme/ann");
    }

    @DisplayName("a body in a child process does not see it, policies in the parent do")
    @Test
    void processes() {
        assertThat(carrying.inProcess().join()).isEqualTo("null/null there, acme/ann here");
    }

    @DisplayName("what goes wrong when it is captured fails the call")
    @Test
    void fails() {
        registry.registerThreadLocalAccessor(
                "broken",
                () -> {
                    throw new IllegalStateException("no context");
                },
                any -> {},
                () -> {});
        assertThatThrownBy(carrying.seen(0)::join).hasStackTraceContaining("no context");
    }

    @DisplayName("composed of two that note different things, each gets its own")
    @Test
    void composed() {
        AroundPolicy tenant = new PropagateContextPolicy(registry, Set.of("tenant"));
        AroundPolicy user = new PropagateContextPolicy(registry, Set.of("user"));
        try (Muster composed = Muster.builder()
                .policy(EchoPolicy.class, members -> new EchoPolicy(tenant.enclosing(user)))
                .open()) {
            assertThat(new Carrying_EchoingDispatcher(new Carrying.Echoing(), composed)
                            .echoed()
                            .join())
                    .isEqualTo("acme/ann");
        }
    }

    @DisplayName("without a provider it is the registry of the process that counts")
    @Test
    void registryOfProcess() {
        ContextRegistry.getInstance().registerThreadLocalAccessor("tenant", Carrying.TENANT);
        try (Muster plain = Muster.open()) {
            assertThat(new CarryingDispatcher(new Carrying(), plain).seen(0).join())
                    .isEqualTo("acme/null");
        } finally {
            ContextRegistry.getInstance().removeThreadLocalAccessor("tenant");
        }
    }
}
