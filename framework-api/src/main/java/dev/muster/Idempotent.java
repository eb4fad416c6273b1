package dev.muster;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Running a call twice does no harm: when the child process that runs it dies, it is run again in another one.
 *
 * <p>Before it is run again the call gives back all that it holds, and then waits for its locks and permits like any other;
 * events and an entry barrier that it has passed it does not wait for again. A run limit spans all runs. After the last run that
 * {@code attempts} allows the call fails with its {@link WorkerCrashedException}, with the earlier ones suppressed in it: a call
 * that kills whoever runs it is given up.
 *
 * <p>Only a dead worker counts. An exception of the body is the call's result, and is not tried again.
 *
 * <p>Without this annotation a call is never run twice.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface Idempotent {
    /** How often the call is run at most, the first time included. */
    int attempts() default 2;
}
