package dev.muster.policies;

import dev.muster.policy.AroundPolicy;
import dev.muster.policy.PolicyCall;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Gives failed calls another result; see {@link Fallback}. Immutable. */
public final class FallbackPolicy implements AroundPolicy {
    private final FallbackFunction<?> function;
    private final Predicate<Throwable> handled;

    /**
     * As {@link Fallback} says it.
     *
     * @throws IllegalArgumentException if the class cannot be made; the message says what it needs
     */
    public FallbackPolicy(Class<?> value, Class<?>[] on, Class<?>[] notOn) {
        this(made(value), Failures.of(on, notOn));
    }

    /**
     * With a function of one's own.
     *
     * @param function gives the result
     * @param handled the failures that get one
     */
    public FallbackPolicy(FallbackFunction<?> function, Predicate<Throwable> handled) {
        this.function = function;
        this.handled = handled;
    }

    private static FallbackFunction<?> made(Class<?> type) {
        try {
            Constructor<?> constructor = type.getDeclaredConstructor();
            constructor.setAccessible(true);
            return (FallbackFunction<?>) constructor.newInstance();
        } catch (InvocationTargetException failed) {
            throw new IllegalArgumentException(
                    said(type) + ": its constructor failed: " + failed.getCause(), failed.getCause());
        } catch (NoSuchMethodException | InstantiationException none) {
            throw new IllegalArgumentException(
                    said(type)
                            + ": it needs to be a static class with a constructor without parameters. One that needs more comes from"
                            + " Muster.builder().policy(FallbackPolicy.class, …).",
                    none);
        } catch (IllegalAccessException | RuntimeException hidden) {
            throw new IllegalArgumentException(
                    said(type)
                            + ": it cannot be reached from module dev.muster.policies. Make it and its constructor public and export its"
                            + " package, or open that.",
                    hidden);
        }
    }

    private static String said(Class<?> type) {
        return "@Fallback(" + type.getTypeName() + ".class)";
    }

    @Override
    public <R extends @Nullable Object> R around(PolicyCall<R> call) throws Exception {
        try {
            return call.proceed();
        } catch (Throwable failure) {
            if (Failures.isNone(call, failure) || !handled.test(failure)) {
                throw failure;
            }
            return instead(call, failure);
        }
    }

    @SuppressWarnings({"unchecked", "NullAway"}) // the compiler has seen to the type, or the provider vouches for it
    private <R extends @Nullable Object> R instead(PolicyCall<R> call, Throwable failure) throws Exception {
        try {
            return (R) function.instead(call, failure);
        } catch (Throwable worse) {
            if (worse != failure) {
                worse.addSuppressed(failure);
            }
            throw worse;
        }
    }
}
