package dev.muster.policies;

import dev.muster.policy.EnforcedBy;
import dev.muster.policy.GivesResult;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Gives a failed call another result.
 *
 * <pre>{@code
 * @Parallel
 * @Fallback(LastKnownPrice.class)
 * Price price(String article) { … }
 *
 * static final class LastKnownPrice implements FallbackFunction<Price> {
 *     public Price instead(CallInfo call, Throwable failure) {
 *         return cache.get(call.argument("article", String.class));
 *     }
 * }
 * }</pre>
 *
 * <p><b>What it sees.</b> The failure of the body, or of a policy inside, that is, written after it: of {@link Retry} the last failure, of
 * {@link CircuitBreaker} its {@link CircuitOpenException}. Not seen are calls that never began, because they were refused, waited
 * too long or were cancelled, and calls that run out of time or are cancelled while they run.
 *
 * <p><b>Where it runs.</b> On the thread that the call's policies run on, with what the call holds still in hand; for child processes
 * in the parent.
 *
 * <p>The class has to give the type that the method gives; another does not compile.
 */
@EnforcedBy(FallbackPolicy.class)
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.METHOD, ElementType.TYPE, ElementType.ANNOTATION_TYPE})
public @interface Fallback {
    /**
     * What gives the result: a class with a constructor without parameters, which is called when the dispatcher is built. One that needs
     * more comes from {@link dev.muster.Muster.Builder#policy} and {@link FallbackPolicy#FallbackPolicy(FallbackFunction,
     * java.util.function.Predicate)}.
     */
    @GivesResult
    Class<? extends FallbackFunction<?>> value();

    /** The failures that get another result: these and their subclasses. */
    Class<? extends Throwable>[] on() default Exception.class;

    /** The failures among these that do not. */
    Class<? extends Throwable>[] notOn() default {};
}
