package dev.muster.call;

import org.jspecify.annotations.Nullable;

/**
 * The user's method, without a {@link Call} around it: what a fan-out runs where nobody may need the call of an input. Generated
 * for methods that claim nothing, have no limits and no custom policies, and whose result is no promise.
 *
 * @param <A> the type of the inputs; for a method without parameters any, and the input is null
 * @param <R> the type of the results
 */
@FunctionalInterface
public interface PlainBody<A extends @Nullable Object, R extends @Nullable Object> {
    /**
     * Calls the user's method with the values of an input.
     *
     * @throws Throwable what the method throws
     */
    R run(A input) throws Throwable;
}
