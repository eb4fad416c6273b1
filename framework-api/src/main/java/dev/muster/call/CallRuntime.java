package dev.muster.call;

import dev.muster.Muster;
import org.jspecify.annotations.Nullable;

/** What a runtime offers to generated dispatchers, besides what {@link Muster} offers to users. */
public interface CallRuntime {
    /**
     * Prepares a method of a new dispatcher.
     *
     * @param target the object that the calls are for, or null if the method is static
     * @throws dev.muster.MusterException if the method cannot work with this runtime's settings, with the reason
     */
    CallSite bind(CallMethod method, @Nullable Object target);

    /**
     * The runtime behind a {@link Muster}.
     *
     * @throws IllegalArgumentException if {@code muster} is not a real runtime, such as a mock
     */
    static CallRuntime of(Muster muster) {
        if (muster instanceof CallRuntime runtime) {
            return runtime;
        }
        throw new IllegalArgumentException("a dispatcher needs a Muster from Muster.open(), Muster.builder() or"
                + " Muster.shared(), not a " + muster.getClass().getName());
    }
}
