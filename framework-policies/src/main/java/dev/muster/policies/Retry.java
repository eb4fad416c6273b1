package dev.muster.policies;

import dev.muster.policy.EnforcedBy;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A call that fails is tried again, after a delay that grows.
 *
 * <pre>{@code
 * @Parallel
 * @Guarded("account")
 * @Retry(attempts = 5, delay = "200ms", on = IOException.class)
 * Receipt book(@Key String account, long cents) throws IOException { … }
 * }</pre>
 *
 * <p><b>Between two tries</b> the call holds nothing: its locks and permits are given back, and it waits for them anew, behind the
 * calls that wait already. It occupies no worker either; a blocking method's caller waits on its own thread. A limit of the run
 * ({@link dev.muster.Timeout}) spans all tries and the waits between them. Cancelling the call ends it, also while it waits.
 *
 * <p><b>The outcome</b> is that of the last try; the failures of the earlier ones are suppressed in its failure.
 *
 * <p><b>Never tried again</b> are calls that were cancelled, interrupted or out of time. Nor is the death of a child process: a
 * method that may be run again after that is marked as idempotent, and such runs count as tries here. What was refused before the
 * body began, such as by {@link RateLimit}, does not come here.
 *
 * <p><b>Beside other policies.</b> All policies of the method are applied anew in each try. {@link Fallback} belongs outside (written
 * before), where it sees the last failure; inside it would leave nothing to try again. {@link CircuitBreaker} counts each try in either
 * place; written after, what it refuses is tried again too, unless {@code notOn} says {@link CircuitOpenException}. Tries are counted by
 * call: two of this annotation on one method allow as many as the larger.
 *
 * <p>Values are checked when the dispatcher is built. The delays are those of Resilience4j's {@link
 * io.github.resilience4j.core.IntervalFunction}; others come from {@link dev.muster.Muster.Builder#policy} and {@link
 * RetryPolicy#RetryPolicy(int, io.github.resilience4j.core.IntervalFunction, java.util.function.Predicate)}.
 */
@EnforcedBy(RetryPolicy.class)
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.METHOD, ElementType.TYPE, ElementType.ANNOTATION_TYPE})
public @interface Retry {
    /** How often the call is tried at most, the first time included. One or more. */
    int attempts() default 3;

    /** The delay before the second try, such as {@code 250ms} or {@code 1m30s}; {@code 0s} for none. Of whole milliseconds. */
    String delay() default "100ms";

    /** By what the delay is multiplied from try to try. One or more; one for a delay that stays the same. */
    double factor() default 2.0;

    /** The longest delay. */
    String maxDelay() default "10s";

    /**
     * How far chance moves each delay, so that calls which failed together do not come back together: with 0.5 a delay of 100 ms
     * becomes one between 50 ms and 150 ms. From 0, for none, to 1.
     */
    double jitter() default 0.5;

    /** The failures after which the call is tried again: these and their subclasses. */
    Class<? extends Throwable>[] on() default Exception.class;

    /** The failures among these after which it is not. */
    Class<? extends Throwable>[] notOn() default {};
}
