package dev.muster.policies;

import dev.muster.policy.EnforcedBy;
import dev.muster.policy.NamesParameter;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * At most so many calls start in each period; the others wait, without a worker, in the order of their arrival.
 *
 * <pre>{@code
 * @Parallel
 * @RateLimit(permits = 100, period = "1m", key = "tenant", waiting = "10s")
 * Report render(String tenant, Query query) { … }
 * }</pre>
 *
 * <p>A period begins when the one before ends, whether or not there are calls, and permits that are not used are not carried over: at
 * the border of two periods up to twice the permits may start within a short time. How long the calls run does not matter; to limit
 * how many run at once there is {@link dev.muster.Permits}.
 *
 * <p><b>When.</b> Before the call takes locks and permits, so a call that waits for its rate holds nothing. A call that is cancelled or
 * times out while it waits has used nothing of the rate. Each try of a {@link Retry} counts.
 *
 * <p><b>Where.</b> On a method, the limit is the method's; on a type, all methods of the type share it. Each dispatcher has its own,
 * unless a provider ({@link dev.muster.Muster.Builder#policy}) gives several of one {@link dev.muster.Muster} the same policy object.
 */
@EnforcedBy(RateLimitPolicy.class)
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.METHOD, ElementType.TYPE, ElementType.ANNOTATION_TYPE})
public @interface RateLimit {
    /** How many calls may start in each period. One or more. */
    int permits();

    /** How long a period is, such as {@code 1s} or {@code 1m}. */
    String period() default "1s";

    /**
     * The longest wait for the rate. A call that would have to wait longer is refused at once, with a {@link
     * dev.muster.RefusedException} that says how long; with {@code 0s} no call waits. Empty for no limit.
     */
    String waiting() default "";

    /** The name of a parameter: each of its values has a rate of its own. Compared by {@code equals}; null has one too. */
    @NamesParameter
    String key() default "";
}
