package dev.muster.runtime.admission;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the tests of this package share. */
final class Fixtures {
    private Fixtures() {}

    static Admission admission() {
        return new Admission(ThreadOwner::current, Admission.Blocking.PLAIN, new LockOrder(text -> {}, false));
    }

    /** How often an owner holds a lock, by what the lock says of itself. */
    static int holds(Owner owner, Units lock) {
        Matcher held = Pattern.compile("held by .*" + Pattern.quote(owner.name()) + "(?:, (\\d+) times)?")
                .matcher(lock.toString());
        if (!held.find()) {
            return 0;
        }
        return held.group(1) == null ? 1 : Integer.parseInt(held.group(1));
    }

    /** True once the level is at least so high; equal ones are one condition. */
    record Level(AtomicInteger level, int wanted, int mode) implements BooleanSupplier {
        @Override
        public boolean getAsBoolean() {
            return level.get() >= wanted;
        }
    }
}
