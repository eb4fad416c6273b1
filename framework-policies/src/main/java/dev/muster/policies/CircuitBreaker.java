package dev.muster.policies;

import dev.muster.policy.EnforcedBy;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Stops calling what keeps failing: once too many calls have failed the circuit opens, and calls fail at once, with a {@link
 * CircuitOpenException}, without running the body. After a while some are let through to see whether it works again.
 *
 * <pre>{@code
 * @Parallel
 * @Fallback(LastKnownPrice.class)
 * @CircuitBreaker(name = "prices", failureRate = 50, window = 20, openFor = "30s")
 * Price price(String article) { … }
 * }</pre>
 *
 * <p><b>States</b>, as Resilience4j has them. <em>Closed</em>: calls go through, and the outcomes of the last {@code window} are
 * kept. When {@code minimumCalls} of them are there and {@code failureRate} percent have failed, it turns <em>open</em> for {@code
 * openFor}. Then it is <em>half-open</em>: {@code halfOpenCalls} calls go through, others are still refused, and the failure rate
 * of these makes it closed or open again.
 *
 * <p><b>What counts.</b> Each try of a {@link Retry}, whether that stands outside or inside. Failures of {@code on} count as
 * failures, those of {@code notOn} not at all, and all others as success: the other side has answered. A call that runs longer than its
 * {@link dev.muster.Timeout} has failed with a {@link dev.muster.RunTimeoutException}. Calls that were cancelled or interrupted do not
 * count.
 *
 * <p><b>When.</b> When the call has been admitted, with its locks and permits in hand: so a {@link Fallback} outside can answer for an
 * open circuit. What waits for its admission while the circuit opens is refused when it is admitted.
 *
 * <p><b>Where.</b> Without a name, each place where the annotation is written has a circuit of its own; on a type all methods of
 * the type share it. With one, all places of that name in one {@link dev.muster.Muster} share it, and have to agree in everything
 * else: write it once, on an annotation of your own, which you then use. Breakers that are kept elsewhere, with metrics bound to
 * them, come from {@link CircuitBreakerPolicy#in}.
 */
@EnforcedBy(CircuitBreakerPolicy.class)
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.METHOD, ElementType.TYPE, ElementType.ANNOTATION_TYPE})
public @interface CircuitBreaker {
    /** The name of the circuit; empty for one of its own. */
    String name() default "";

    /** How many percent of the calls must have failed for the circuit to open. Above 0, to 100. */
    double failureRate() default 50;

    /** Of how many calls the outcomes are kept. One or more. */
    int window() default 100;

    /** How many outcomes there must be before the rate means anything; 0 for {@code window}. At most {@code window}. */
    int minimumCalls() default 0;

    /** How long the circuit stays open. Of whole milliseconds. */
    String openFor() default "60s";

    /** How many calls go through while it is half-open. One or more. */
    int halfOpenCalls() default 10;

    /** The failures that count: these and their subclasses. */
    Class<? extends Throwable>[] on() default Throwable.class;

    /** The failures that do not count at all, not even as success. */
    Class<? extends Throwable>[] notOn() default {};
}
