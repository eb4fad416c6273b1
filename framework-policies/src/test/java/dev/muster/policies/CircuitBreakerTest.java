package dev.muster.policies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.muster.CallFailedException;
import dev.muster.Muster;
import dev.muster.MusterException;
import dev.muster.RunTimeoutException;
import dev.muster.Task;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

@Timeout(120)
@ExtendWith(LeavesNothingBehind.class)
class CircuitBreakerTest {
    private final HandClock clock = new HandClock();
    private final AtomicInteger runs = new AtomicInteger();
    private final CountDownLatch never = new CountDownLatch(1);
    private final Muster muster =
            Muster.builder().policy(CircuitBreakerPolicy.class, this::byClock).open();
    private final GuardsDispatcher guards = new GuardsDispatcher(new Guards(), muster);

    private CircuitBreakerPolicy byClock(Map<String, Object> members) {
        return new CircuitBreakerPolicy(
                (String) members.get("name"),
                CircuitBreakerPolicy.terms(members),
                clock,
                call -> Circuits.of(call.muster()));
    }

    private Object fail() throws IOException {
        runs.incrementAndGet();
        throw new IOException("down");
    }

    private Object work() {
        return "up " + runs.incrementAndGet();
    }

    private CircuitOpenException refusal(Callable<?> call) {
        CircuitOpenException refusal = catchThrowableOfType(CircuitOpenException.class, call::call);
        assertThat(refusal).isNotNull();
        return refusal;
    }

    private void open() {
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> guards.priceNow(this::fail)).hasMessage("down");
        }
        runs.set(0);
    }

    @AfterEach
    void close() {
        muster.closeNow();
    }

    @DisplayName(
            "a circuit that has opened refuses without running the body, and says which method, why and until when")
    @Test
    void opens() {
        open();
        CircuitOpenException refusal = refusal(() -> guards.priceNow(this::work));
        assertThat(refusal)
                .hasMessageContaining(
                        "priceNow-3 is refused, Guards.priceNow(Callable) is not called: circuit 'prices' is open")
                .hasMessageContaining("100 % of its calls failed")
                .hasMessageContaining("at 2026-01-01T00:00:10Z, in 10s");
        assertThat(refusal.circuit()).isEqualTo("prices");
        assertThat(refusal.letsThrough()).contains(Instant.parse("2026-01-01T00:00:10Z"));
        assertThat(runs).hasValue(0);
    }

    @DisplayName(
            "places of one name share the circuit, parallel and blocking, of all dispatchers of a Muster and no other")
    @Test
    void shares() {
        open();
        GuardsDispatcher second = new GuardsDispatcher(new Guards(), muster);
        refusal(() -> second.priceNow(this::work));
        assertThatThrownBy(guards.price(this::work)::join)
                .isInstanceOfAny(CircuitOpenException.class, CallFailedException.class)
                .hasStackTraceContaining("price-1 is refused");
        try (Muster other = Muster.open()) {
            GuardsDispatcher elsewhere = new GuardsDispatcher(new Guards(), other);
            assertThat(elsewhere.price(this::work).join()).isEqualTo("up 1");
        }
    }

    /** Opens the circuit, and starts the call that decides when it is half-open, which ends once it may. */
    private Task<Object> beginTrial() throws Exception {
        open();
        clock.move(Duration.ofSeconds(11));
        CountDownLatch begun = new CountDownLatch(1);
        Task<Object> trial = guards.price(() -> {
            begun.countDown();
            never.await();
            return "up";
        });
        begun.await();
        return trial;
    }

    @DisplayName("half-open, one call decides: others are refused meanwhile, and its success closes the circuit")
    @Test
    void halfOpen() throws Exception {
        Task<Object> trial = beginTrial();
        assertThat(refusal(() -> guards.priceNow(this::work)))
                .hasMessageContaining("is half-open, and the 1 calls that decide whether it closes are under way");
        never.countDown();
        assertThat(trial.join()).isEqualTo("up");
        assertThat(guards.priceNow(this::work)).isEqualTo("up 1");
    }

    @DisplayName("half-open, a call that is cancelled decides nothing, and leaves its turn to the next")
    @Test
    void cancelledTrial() throws Exception {
        Task<Object> trial = beginTrial();
        trial.cancel(true);
        trial.awaitEnd();
        assertThatThrownBy(trial::join).isInstanceOf(CancellationException.class);
        assertThat(guards.priceNow(this::work)).isEqualTo("up 1");
    }

    @DisplayName("what notOn names does not count, neither way")
    @Test
    void ignores() {
        for (int i = 0; i < 9; i++) {
            assertThatThrownBy(() -> guards.priceNow(() -> {
                        throw new IllegalStateException("not theirs");
                    }))
                    .hasMessage("not theirs");
        }
        assertThatThrownBy(() -> guards.priceNow(this::fail)).hasMessage("down");
        assertThat(runs).hasValue(1);
        assertThatThrownBy(() -> guards.priceNow(this::fail)).hasMessage("down");
        refusal(() -> guards.priceNow(this::work));
    }

    @DisplayName("two places of one name that say different things are an error that prints both")
    @Test
    void disagree() {
        open();
        assertThatThrownBy(() -> guards.otherwise(this::work))
                .isInstanceOf(MusterException.class)
                .hasMessageContaining("circuit 'prices' is used with different terms")
                .hasMessageContaining("window=2")
                .hasMessageContaining("window=3");
    }

    @DisplayName("for child processes it is the parent that counts")
    @Test
    void processes() {
        assertThat(guards.inProcess(false).join()).isEqualTo("up");
        assertThatThrownBy(guards.inProcess(true)::join).hasStackTraceContaining("down");
        assertThatThrownBy(guards.inProcess(false)::join).hasStackTraceContaining("CircuitOpenException");
    }

    @DisplayName("each try counts, whether the retry is outside or inside")
    @Test
    void countsTries() {
        refusal(() -> guards.triedOutside(this::fail));
        assertThat(runs).hasValue(2);
        runs.set(0);
        refusal(() -> guards.triedInside(this::fail));
        assertThat(runs).hasValue(2);
    }

    @DisplayName("a fallback outside answers for an open circuit")
    @Test
    void answered() throws Exception {
        assertThat(guards.answered(this::fail)).isEqualTo("sorry: IOException");
        assertThat(guards.answered(this::fail)).isEqualTo("sorry: IOException");
        assertThat(guards.answered(this::work)).isEqualTo("sorry: CircuitOpenException");
        assertThat(runs).hasValue(2);
    }

    @DisplayName("a call that runs longer than its limit has failed")
    @Test
    void late() {
        assertThatThrownBy(guards.limited(() -> {
                    never.await();
                    return "up";
                })::join)
                .isInstanceOf(RunTimeoutException.class);
        Waiting.until("it counts", () -> {
            try {
                guards.limited(this::work).join();
                return false;
            } catch (CallFailedException | CircuitOpenException open) {
                return true;
            }
        });
    }

    @DisplayName("circuits can be those of a registry of one's own")
    @Test
    void registry() throws Exception {
        CircuitBreakerRegistry registry = CircuitBreakerRegistry.ofDefaults();
        try (Muster wired = Muster.builder()
                .policy(CircuitBreakerPolicy.class, CircuitBreakerPolicy.in(registry))
                .open()) {
            GuardsDispatcher dispatcher = new GuardsDispatcher(new Guards(), wired);
            assertThat(dispatcher.priceNow(this::work)).isEqualTo("up 1");
            registry.circuitBreaker("prices").transitionToForcedOpenState();
            assertThat(refusal(() -> dispatcher.priceNow(this::work)))
                    .hasMessageContaining("was opened by hand")
                    .satisfies(refusal -> assertThat(refusal.letsThrough()).isEmpty());
            assertThat(registry.circuitBreaker("prices").getState()).isEqualTo(State.FORCED_OPEN);
        }
    }

    @DisplayName("while who listens to the registry hears of a new circuit, other circuits are to be had")
    @Test
    void listenerHoldsNobodyUp() {
        CircuitTerms terms = new CircuitTerms(50, 10, 5, 1_000, 1, List.of(), List.of());
        CircuitBreakerConfig config = terms.config(clock);
        CircuitBreakerRegistry registry = CircuitBreakerRegistry.ofDefaults();
        registry.circuitBreaker("q", config); // in a small hash map it is where "a" will be
        Circuits circuits = new Circuits(registry);
        AtomicInteger had = new AtomicInteger();
        registry.getEventPublisher().onEntryAdded(added -> {
            CompletableFuture<Circuit> other =
                    CompletableFuture.supplyAsync(() -> circuits.circuit("q", terms, config));
            try {
                other.get(5, TimeUnit.SECONDS);
                had.incrementAndGet();
            } catch (InterruptedException | ExecutionException | TimeoutException heldUp) {
                // then it is not counted
            }
        });
        assertThat(circuits.circuit("a", terms, config)).isNotNull();
        assertThat(had.get()).isEqualTo(1);
    }
}
