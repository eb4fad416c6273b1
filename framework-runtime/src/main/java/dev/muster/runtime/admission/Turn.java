package dev.muster.runtime.admission;

import java.util.ArrayDeque;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What a thread still has to look at because of what it changed. Each look may change more; taking them from a list instead of
 * one inside the other keeps the stack flat, however long the chain of requests that are granted and given back at once.
 *
 * <p>Questions (a condition, a barrier's action) come last. What they ask is code of the user's, which may itself change things:
 * those are looked at within it. Other code of the user's runs where calls end, in the midst of a look: before it waits, what this
 * thread has still to look at is looked at within it, too, beginning {@code at} the resource of that look. Confined to its thread.
 */
final class Turn {
    /** Null again when it is over, so that a thread which outlives the application keeps nothing of it. */
    private static final ThreadLocal<@Nullable Turn> CURRENT = new ThreadLocal<>();

    private final ArrayDeque<Resource> changed = new ArrayDeque<>(2);
    private final ArrayDeque<Runnable> questions = new ArrayDeque<>(2);
    private boolean running;
    private @Nullable Resource at; // what the innermost look is at
    private @Nullable Throwable failure;

    /** The first in {@code resource}'s queue may be able to go on. No latch is held. */
    static void changed(Resource resource) {
        Turn outer = CURRENT.get();
        Turn turn = outer == null ? new Turn() : outer;
        turn.changed.add(resource);
        turn.runIn(outer);
    }

    /** Runs {@code question} once everything else is done. No latch is held. */
    static void ask(Runnable question) {
        Turn outer = CURRENT.get();
        Turn turn = outer == null ? new Turn() : outer;
        turn.questions.add(question);
        turn.runIn(outer);
    }

    /** As {@link #changed(Resource)}, of the resources of all claims of a request: noted before any look, which may come to wait. */
    static void changed(Claim first) {
        Turn outer = CURRENT.get();
        Turn turn = outer == null ? new Turn() : outer;
        for (Claim claim = first; claim != null; claim = claim.sibling) {
            turn.changed.add(claim.resource);
        }
        turn.runIn(outer);
    }

    /**
     * Runs {@code step} until it says that there is no more, and after each looks at what that has changed; if it runs within a look,
     * after all of them. No latch is held.
     */
    static void inSteps(BooleanSupplier step) {
        Turn outer = CURRENT.get();
        if (outer == null || !outer.running) {
            ask(() -> goOn(step));
            return;
        }
        while (step.getAsBoolean()) {
            // the next
        }
    }

    private static void goOn(BooleanSupplier step) {
        if (step.getAsBoolean()) {
            ask(() -> goOn(step));
        }
    }

    /** Asks code of the user's. No latch is held. */
    static boolean answer(BooleanSupplier userCode) {
        Turn turn = CURRENT.get();
        if (turn == null) {
            return userCode.getAsBoolean();
        }
        boolean outer = turn.running;
        turn.running = false;
        try {
            return userCode.getAsBoolean();
        } finally {
            turn.running = outer;
        }
    }

    /** This thread is about to wait, perhaps for somebody who waits for a look of its own. No latch is held. */
    static void beforeWaiting() {
        Turn turn = CURRENT.get();
        if (turn != null && turn.running) {
            if (turn.at != null) {
                turn.changed.addFirst(turn.at);
            }
            turn.work();
        }
    }

    private void runIn(@Nullable Turn outer) {
        CURRENT.set(this);
        try {
            run();
        } finally {
            CURRENT.set(outer);
        }
    }

    private void run() {
        if (!running) {
            work();
            rethrow();
        }
    }

    private void work() {
        boolean isWithin = running;
        Resource outer = at;
        running = true;
        for (Runnable next = next(); next != null; next = next()) {
            attempt(next);
        }
        at = outer;
        running = isWithin;
    }

    private @Nullable Runnable next() {
        at = changed.poll();
        return at != null ? at::advance : questions.poll();
    }

    /** A callback that throws, against its contract, must not cost others their turn. */
    private void attempt(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException | Error thrown) {
            failure = failure == null ? thrown : failure;
        }
    }

    private void rethrow() {
        Throwable thrown = failure;
        failure = null;
        if (thrown instanceof Error error) {
            throw error;
        } else if (thrown != null) {
            throw (RuntimeException) thrown;
        }
    }
}
