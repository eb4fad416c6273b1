package dev.muster.runtime.admission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.BarrierBrokenException;
import dev.muster.DeadlockException;
import dev.muster.MusterException;
import dev.muster.runtime.admission.Probe.TestOwner;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Code of the user's runs while the latch of its resource is free: a key that says of itself who waits for it hangs nobody. */
class UserCodeTest {
    private static final long LIMIT = TimeUnit.SECONDS.toMillis(2);

    private final Admission admission = Fixtures.admission();
    private final Curious key = new Curious();

    /** A key that, to say of itself what it is, has another thread look at the resource. */
    private static final class Curious {
        private final List<String> heldUp = new ArrayList<>();
        private Resource resource;
        private int asked;

        @Override
        public String toString() {
            asked++;
            Thread looker = new Thread(resource::waiting, "looks at a resource");
            looker.setDaemon(true);
            looker.start();
            try {
                looker.join(LIMIT);
            } catch (InterruptedException impossible) {
                Thread.currentThread().interrupt();
            }
            if (looker.isAlive()) {
                heldUp.add(new Throwable().getStackTrace()[2].toString());
            }
            return "curious";
        }
    }

    private <T extends Resource> T known(T resource) {
        key.resource = resource;
        return resource;
    }

    @AfterEach
    void noLatchWasHeld() {
        admission.close();
        assertThat(key.asked).isPositive();
        assertThat(key.heldUp).isEmpty();
    }

    @Test
    @DisplayName("a failed event refuses those who wait and those who come, and names its key without its latch")
    void event() {
        Event event = known(admission.events("ready").of(key));
        Probe waiting = new Probe("waiting", event, 0).ask();
        event.fail(new IllegalStateException("no data"));
        Probe later = new Probe("later", event, 0).ask();
        assertThat(waiting.reason).hasMessageContaining("waiting awaits event ready[curious]");
        assertThat(later.reason).hasMessageContaining("later awaits event ready[curious]");
    }

    @Test
    @DisplayName("an upgrade is refused, and names its key without the latch")
    void upgrade() {
        Units lock = known(admission.locks("account").of(key));
        TestOwner owner = new TestOwner("reader", null);
        Probe reads = new Probe(owner, lock, 1, null).ask();
        Probe writes = new Probe(owner, lock, Units.ALL, null).ask();
        assertThat(writes.reason)
                .isInstanceOf(DeadlockException.class)
                .hasMessageContaining("holds account[curious] for reading");
        reads.close();
    }

    @Test
    @DisplayName("a ring of waits is described, and names its keys without their latches")
    void ring() {
        Units a = known(admission.locks("account").of(key));
        Units b = admission.locks("account").of("b");
        TestOwner one = new TestOwner("one", null);
        TestOwner two = new TestOwner("two", null);
        Probe oneHolds = new Probe(one, a, Units.ALL, null).ask();
        Probe twoHolds = new Probe(two, b, Units.ALL, null).ask();
        Probe oneWaits = new Probe(one, b, Units.ALL, null).ask();
        Probe twoWaits = new Probe(two, a, Units.ALL, null).ask();
        while (oneWaits.failed + twoWaits.failed == 0) {
            admission.deadlocks().look();
        }
        Probe victim = oneWaits.failed > 0 ? oneWaits : twoWaits;
        assertThat(victim.reason).hasMessageContaining("account[curious], held by");
        List.of(oneWaits, twoWaits, oneHolds, twoHolds).forEach(Request::close);
    }

    @Test
    @DisplayName("those who wait for a barrier, and what it says when it is reset, are told without its latch")
    void barrier() {
        Barrier barrier = known(admission.barriers("meet", 3).of(key));
        TestOwner missing = new TestOwner("missing", null);
        barrier.comers(action -> action.accept(missing));
        Probe waiting = new Probe("waiting", barrier, 0).ask();
        waiting.needs(new ArrayList<>(), new ArrayList<>(), new KnownNeeds(List.of()))
                .forEach(need -> assertThat(need.what()).contains("meet[curious]"));
        barrier.reset();
        MusterException reason = waiting.reason;
        assertThat(reason).isInstanceOf(BarrierBrokenException.class).hasMessageContaining("meet[curious] was reset");
    }
}
