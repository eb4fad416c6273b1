package dev.muster.policies;

import dev.muster.policy.CallInfo;
import org.jspecify.annotations.Nullable;

/**
 * Gives the result of a call that has failed; see {@link Fallback}. One object serves many calls, at once and on many threads.
 *
 * @param <R> what the method gives, boxed; for a method that gives nothing {@link Void}, and null
 */
@FunctionalInterface
public interface FallbackFunction<R extends @Nullable Object> {
    /**
     * The result instead. May block; is interrupted if the call is cancelled or out of time.
     *
     * @param call the call, with its arguments
     * @param failure why there is no other result
     * @throws Exception if there is none here either: that is the call's failure then, with {@code failure} suppressed in it
     */
    R instead(CallInfo call, Throwable failure) throws Exception;
}
