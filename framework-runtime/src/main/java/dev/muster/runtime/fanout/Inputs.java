package dev.muster.runtime.fanout;

import dev.muster.JoinInterruptedException;
import dev.muster.call.Description;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/** What fan-outs say of inputs and failures. */
final class Inputs {
    private static final int MOST_CHARACTERS = 200;

    private Inputs() {}

    /** The failure of the call at an index: {@code squareAll failed at index 17 (input 5): java.lang…}. */
    static String failure(String method, long index, boolean hasInput, @Nullable Object input, Throwable cause) {
        return method + " failed at index " + index + (hasInput ? " (input " + show(input) + ")" : "") + ": "
                + Description.of(cause);
    }

    /** The failure of calls that went to a child in one message, and of which it is not known where it was when it failed. */
    static String failure(String method, long first, long last, Throwable cause) {
        return method + " failed at indices " + first + " to " + last + ", which a child had together: "
                + Description.of(cause);
    }

    /** An input as text that is not too long, whatever its {@code toString} does. */
    private static String show(@Nullable Object input) {
        String text = Description.of(input);
        return text.length() <= MOST_CHARACTERS ? text : text.substring(0, MOST_CHARACTERS) + "…";
    }

    /** Whether a body that was cancelled threw this on its way out. */
    static boolean isByCancellation(Throwable thrown) {
        return thrown instanceof InterruptedException
                || thrown instanceof JoinInterruptedException
                || thrown instanceof CancellationException;
    }
}
