package dev.muster.runtime.admission;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * What a thread still has to look at because of what it changed. Each look may change more; taking them from a list instead of
 * one inside the other keeps the stack flat, however long the chain of requests that are granted and given back at once.
 *
 * <p>User code (a condition, a barrier's action) is asked last, and may itself change things: then a nested turn looks at those.
 * Confined to its thread.
 */
final class Turn {
    /** Null again when it is over, so that a thread which outlives the application keeps nothing of it. */
    private static final ThreadLocal<@Nullable Turn> CURRENT = new ThreadLocal<>();

    private final ArrayDeque<Resource> changed = new ArrayDeque<>(2);
    private final ArrayDeque<Runnable> questions = new ArrayDeque<>(2);
    private boolean running;
    private @Nullable Throwable failure;

    /** The first in {@code resource}'s queue may be able to go on. No latch is held. */
    static void changed(Resource resource) {
        Turn outer = CURRENT.get();
        Turn turn = outer == null ? new Turn() : outer;
        turn.changed.add(resource);
        turn.runIn(outer);
    }

    /** Runs {@code userCode} once everything else is done. No latch is held. */
    static void ask(Runnable userCode) {
        Turn outer = CURRENT.get();
        Turn turn = outer == null ? new Turn() : outer;
        turn.questions.add(userCode);
        turn.runIn(outer);
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
        if (running) {
            return;
        }
        while (!changed.isEmpty() || !questions.isEmpty()) {
            look();
            Runnable question = questions.poll();
            if (question != null) {
                attempt(question);
            }
        }
        rethrow();
    }

    private void look() {
        running = true;
        for (Resource resource = changed.poll(); resource != null; resource = changed.poll()) {
            attempt(resource::advance);
        }
        running = false;
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
