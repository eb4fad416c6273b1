package dev.muster.runtime.admission;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/** What the tests of this package share. */
final class Fixtures {
    private Fixtures() {}

    static Admission admission() {
        return new Admission(ThreadOwner::current, Admission.Blocking.PLAIN, new LockOrder(text -> {}, false));
    }

    /** True once the level is at least so high; equal ones are one condition. */
    record Level(AtomicInteger level, int wanted, int mode) implements BooleanSupplier {
        @Override
        public boolean getAsBoolean() {
            return level.get() >= wanted;
        }
    }
}
