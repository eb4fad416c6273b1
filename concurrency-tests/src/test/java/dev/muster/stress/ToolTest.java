package dev.muster.stress;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Whether the model checker finds, on this JDK, what it is here to find; and understands a latch that spins. */
class ToolTest {
    /** Loses counts. */
    private static final class Racy {
        private int count;

        void increment() {
            count++;
        }
    }

    /** Spins as the latches of resources do. */
    private static final class Latch {
        private static final VarHandle TAKEN;

        static {
            try {
                TAKEN = MethodHandles.lookup().findVarHandle(Latch.class, "taken", int.class);
            } catch (ReflectiveOperationException impossible) {
                throw new ExceptionInInitializerError(impossible);
            }
        }

        @SuppressWarnings("unused") // through TAKEN
        private volatile int taken;

        void take() {
            for (int spins = 0; !TAKEN.weakCompareAndSetAcquire(this, 0, 1); spins++) {
                if (spins < 64) {
                    Thread.onSpinWait();
                } else {
                    Thread.yield();
                }
            }
        }

        void give() {
            TAKEN.setRelease(this, 0);
        }
    }

    /** Parks until a flag is set; perhaps too late. */
    private static final class Flag {
        private volatile boolean set;
        private volatile Thread waiter = Thread.currentThread();

        void await() {
            waiter = Thread.currentThread();
            while (!set) {
                LockSupport.park(this);
            }
        }

        void setUnless(boolean forgotten) {
            set |= !forgotten;
            LockSupport.unpark(waiter);
        }
    }

    @Test
    @DisplayName("two threads add to a plain count: the checker finds the order that loses one")
    void lostUpdateIsFound() {
        assertThatThrownBy(() -> Race.explore(5, () -> {
                    Racy racy = new Racy();
                    return new Race(racy)
                            .party(racy::increment)
                            .party(racy::increment)
                            .afterwards(() -> Race.check(2, racy.count, "count"));
                }))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("count: 1 instead of 2");
    }

    @Test
    @DisplayName("the same under a latch that spins: every order is right, and none counts as hung")
    void spinningLatchIsUnderstood() {
        assertThatCode(() -> Race.explore(5, () -> {
                    Racy racy = new Racy();
                    Latch latch = new Latch();
                    Race.Action add = () -> {
                        latch.take();
                        racy.increment();
                        latch.give();
                    };
                    return new Race(racy, latch)
                            .party(add)
                            .party(add)
                            .afterwards(() -> Race.check(2, racy.count, "count"));
                }))
                .doesNotThrowAnyException();
    }

    @Test
    @DisplayName("two latches taken in opposite orders: the checker finds the order that hangs, although both spin")
    void ringOfLatchesIsFound() {
        assertThatThrownBy(() -> Race.explore(5, () -> {
                    Latch one = new Latch();
                    Latch other = new Latch();
                    return new Race(one, other).party(() -> both(one, other)).party(() -> both(other, one));
                }))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("hung");
    }

    private static void both(Latch first, Latch second) {
        first.take();
        second.take();
        second.give();
        first.give();
    }

    @Test
    @DisplayName("a thread waits for what nobody says: the checker finds it")
    void lostSignalIsFound() {
        assertThatThrownBy(() -> Race.explore(5, () -> waitFor(new Flag(), true)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("hung");
        assertThatCode(() -> Race.explore(5, () -> waitFor(new Flag(), false))).doesNotThrowAnyException();
    }

    private static Race waitFor(Flag flag, boolean inVain) {
        return new Race(flag).party(flag::await).party(() -> flag.setUnless(inVain));
    }
}
