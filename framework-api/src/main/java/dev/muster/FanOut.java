package dev.muster;

import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * How a fan-out goes about its calls. Immutable; each method gives a changed copy.
 *
 * <p>Without {@link #window(int)} and {@link #chunk(int)} the framework chooses, from what the calls turn out to cost.
 */
public final class FanOut {
    private static final FanOut FAIL_FAST = new FanOut(true, true, 0, 0, null);
    private static final FanOut COLLECT_ALL = new FanOut(false, true, 0, 0, null);
    private static final FanOut UNORDERED = new FanOut(true, false, 0, 0, null);

    private final boolean failFast;
    private final boolean ordered;
    private final int window;
    private final int chunk;
    private final @Nullable Consumer<? super Progress> onProgress;

    private FanOut(
            boolean failFast, boolean ordered, int window, int chunk, @Nullable Consumer<? super Progress> onProgress) {
        this.failFast = failFast;
        this.ordered = ordered;
        this.window = window;
        this.chunk = chunk;
        this.onProgress = onProgress;
    }

    /** The default: the first failure cancels the other calls. */
    public static FanOut failFast() {
        return FAIL_FAST;
    }

    /** Every call runs to its end, whatever becomes of the others. */
    public static FanOut collectAll() {
        return COLLECT_ALL;
    }

    /** Like {@link #failFast()}, with a stream's results in the order of completion instead of the order of the inputs. */
    public static FanOut unordered() {
        return UNORDERED;
    }

    /** The same, with a stream's results in the order of completion. */
    public FanOut inCompletionOrder() {
        return new FanOut(failFast, false, window, chunk, onProgress);
    }

    /**
     * Limits how many calls are in flight: taken from the input and not yet ended or, for a stream, not yet read.
     *
     * <p>A stream that is read draws inputs first, until the window is full or the inputs end, and then gives the next result. So
     * an input must not depend on a result that is to be read after it was drawn.
     *
     * @throws IllegalArgumentException if {@code calls} is below 1
     */
    public FanOut window(int calls) {
        return new FanOut(failFast, ordered, atLeastOne("window", calls), chunk, onProgress);
    }

    /**
     * Fixes how many calls a thread or core takes at a time. Child processes always find out for themselves how many calls one
     * message is worth.
     *
     * @throws IllegalArgumentException if {@code calls} is below 1
     */
    public FanOut chunk(int calls) {
        return new FanOut(failFast, ordered, window, atLeastOne("chunk", calls), onProgress);
    }

    /**
     * Tells {@code listener} how far the fan-out has come: now and then while calls end, and once at the end. The listener is
     * called by one thread at a time, on a worker's thread, and should be short; what it throws is logged and changes
     * nothing.
     */
    public FanOut onProgress(Consumer<? super Progress> listener) {
        return new FanOut(failFast, ordered, window, chunk, Objects.requireNonNull(listener, "listener"));
    }

    /** Whether the first failure cancels the other calls. */
    public boolean isFailFast() {
        return failFast;
    }

    /** Whether a stream's results come in the order of the inputs. */
    public boolean isOrdered() {
        return ordered;
    }

    /** The window, or 0 where the framework chooses. */
    public int window() {
        return window;
    }

    /** The chunk, or 0 where the framework chooses. */
    public int chunk() {
        return chunk;
    }

    /** The progress listener, or null. */
    public @Nullable Consumer<? super Progress> progressListener() {
        return onProgress;
    }

    private static int atLeastOne(String what, int calls) {
        if (calls < 1) {
            throw new IllegalArgumentException("FanOut." + what + "(" + calls + "): at least 1 call is needed");
        }
        return calls;
    }
}
