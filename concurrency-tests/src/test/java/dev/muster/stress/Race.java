package dev.muster.stress;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jetbrains.lincheck.Lincheck;
import org.jspecify.annotations.Nullable;

/**
 * A few threads that meet in one place, run by a model checker in one order of their steps after another.
 *
 * <p>The checker switches threads only where it sees something shared. On JDK 25 it does not see what a thread reaches through
 * a {@code Runnable} given to it, and would call any race harmless: so parties are threads of a class of their own, and the
 * race is published before they start. {@code ToolTest} fails if that ceases to be enough.
 */
public final class Race {
    /** How many orders are tried: a short look, within {@code mvn verify}; 1000 for a change of what is tested. */
    private static final int ORDERS = Integer.getInteger("test.orders", 60);

    @SuppressWarnings("unused") // by the checker
    private static @Nullable Race published;

    private final Object[] things;
    private final List<Party> parties = new ArrayList<>();
    private Runnable afterwards = () -> {};

    /** A race about these things, and all that they lead to; nobody takes part yet. */
    public Race(Object... things) {
        this.things = things;
    }

    /** Runs the race that {@code setting} makes, made anew for each order, and fails with the first order that breaks it. */
    public static void explore(Supplier<Race> setting) {
        explore(1, setting);
    }

    /** As {@link #explore(Supplier)}, with so many times as many orders: for a race that costs little. */
    public static void explore(int times, Supplier<Race> setting) {
        Lincheck.runConcurrentTest(times * ORDERS, new Exploration(setting, setting.get().things));
    }

    /** What the checker repeats. It looks only into classes of objects that it comes to from here, or sees being made. */
    private static final class Exploration implements Runnable {
        private final Supplier<Race> setting;

        @SuppressWarnings("unused") // by the checker
        private final Object[] likeness;

        Exploration(Supplier<Race> setting, Object[] likeness) {
            this.setting = setting;
            this.likeness = likeness;
        }

        @Override
        public void run() {
            setting.get().run();
        }
    }

    /** Adds a thread that does {@code what}. */
    public Race party(Action what) {
        parties.add(new Party(what));
        return this;
    }

    /** What to look at when all parties have ended. */
    public Race afterwards(Runnable look) {
        afterwards = look;
        return this;
    }

    /** Fails unless {@code holds}. */
    public static void check(boolean holds, String otherwise) {
        if (!holds) {
            throw new AssertionError(otherwise);
        }
    }

    /** Fails unless both are the same. */
    public static void check(int expected, int actual, String what) {
        check(expected == actual, what + ": " + actual + " instead of " + expected);
    }

    private void run() {
        published = this;
        for (Thread party : parties) {
            party.start();
        }
        for (Party party : parties) {
            end(party);
            party.rethrow();
        }
        afterwards.run();
    }

    /** The checker knows {@code join} as a method of {@code Thread}, not as one of its subclasses. */
    private static void end(Thread party) {
        try {
            party.join();
        } catch (InterruptedException nobody) {
            throw new AssertionError(nobody);
        }
    }

    /** What a party does. */
    @FunctionalInterface
    public interface Action {
        /** Does it. */
        void run() throws Exception;
    }

    private static final class Party extends Thread {
        private final Action what;
        private @Nullable Throwable thrown;

        Party(Action what) {
            this.what = what;
        }

        @Override
        public void run() {
            try {
                what.run();
            } catch (Throwable any) {
                thrown = any;
            }
        }

        void rethrow() {
            if (thrown != null) {
                throw new AssertionError("a party threw " + thrown, thrown);
            }
        }
    }
}
