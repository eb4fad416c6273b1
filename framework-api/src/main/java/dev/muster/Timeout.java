package dev.muster;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Calls of the annotated method are limited in time.
 *
 * <p>Durations are written as {@code 250ms}, {@code 2s}, {@code 5m}, {@code 1h}, or several of them as {@code 1m30s}.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
public @interface Timeout {
    /**
     * The longest run of the body. Then the call ends with a {@link RunTimeoutException} and the body is interrupted; its
     * worker and its resources stay taken until it has really ended. In a child process a body that does not leave is killed
     * after a grace period. Only with {@link Parallel}: a blocking call runs on its caller's thread.
     */
    String value() default "";

    /**
     * The longest wait from the call to the start of its body. Then the call ends with a {@link WaitTimeoutException}, and
     * nothing is held.
     */
    String waiting() default "";
}
