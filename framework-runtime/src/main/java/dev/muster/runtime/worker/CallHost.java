package dev.muster.runtime.worker;

import dev.muster.call.Call;
import dev.muster.call.CallMethod;
import dev.muster.call.CallSite;
import dev.muster.call.Deadline;
import org.jspecify.annotations.Nullable;

/** What the child's main loop needs of the runtime around it. */
public interface CallHost {
    /** The place where calls of a method for a target belong. */
    CallSite bind(CallMethod method, @Nullable Object target);

    /**
     * Begins a call that is queued, and runs its body on this thread, with its context. Returns when the body has returned or
     * thrown; never throws.
     *
     * @param deadline what calls inherit that the body starts, or null; the parent process sees to it for the call itself
     */
    void run(Call<?> call, int attempt, @Nullable Deadline deadline);
}
