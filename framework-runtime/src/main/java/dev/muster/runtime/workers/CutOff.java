package dev.muster.runtime.workers;

import dev.muster.CallFailedException;
import dev.muster.call.Call;
import org.jspecify.annotations.Nullable;

/**
 * The calls whose running on a thread was cut off by an error in our own code, such as a {@link StackOverflowError}, and which nobody
 * else can end any more: nobody queues them.
 *
 * <p>They are noted by plain assignments, where there may be no stack left for so much as a call, and {@linkplain #endAll ended} once
 * the stack is shorter: when the thread goes on to something else. What cannot be ended then, for the same reason, stays noted. Only
 * one, the innermost, may not have been begun: the others were below it. All of this is its thread's alone.
 */
final class CutOff {
    final @Nullable Call<?>[] begun; // by their height on the stack

    @Nullable
    Call<?> unbegun;

    @Nullable
    Throwable error; // the last; null if there are none

    CutOff(int heights) {
        begun = new Call<?>[heights];
    }

    /** Ends all of them with the error. */
    void endAll(Throwable cause, LocalRunner by) {
        if (unbegun != null) {
            end(unbegun, false, cause, by);
            unbegun = null;
        }
        for (int height = begun.length - 1; height >= 0; height--) {
            Call<?> call = begun[height];
            if (call != null) {
                end(call, true, cause, by);
                begun[height] = null;
            }
        }
        error = null;
    }

    /** Ends one, unless it has ended or somebody else has begun it. */
    static void end(Call<?> call, boolean hasBegun, Throwable cause, LocalRunner by) {
        if (!hasBegun) {
            call.failUnlessBegun(new CallFailedException(call.name() + " could not be begun: " + cause, cause));
        }
        if (hasBegun || call.runner() == by) { // or was cut off just after it was begun
            call.bodyThrew(cause);
            call.onDone(() -> {}); // it may have been done already, without having woken those who wait
        }
    }
}
