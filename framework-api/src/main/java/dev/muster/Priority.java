package dev.muster;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Calls of the annotated method are taken from their pool's queue before those of a lower priority.
 *
 * <p>Priorities are as those of {@link Thread}: from 1 to 10, the higher the sooner, 5 for calls of methods without this annotation.
 * Of calls with one priority those come first that must start or be over first (see {@link Timeout}), then those that were queued
 * first. A call that has waited for a second counts as one priority higher, after two seconds as two, so that no call waits for
 * ever.
 *
 * <p>A body that runs is not interrupted for another call. Locks, permits and events are given in the order of arrival, whatever
 * the priority. Only with {@link Parallel}: a blocking call waits for no worker.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface Priority {
    /** The lowest priority. */
    int LOWEST = 1;

    /** The priority of calls without this annotation. */
    int NORMAL = 5;

    /** The highest priority. */
    int HIGHEST = 10;

    /** The priority, from {@link #LOWEST} to {@link #HIGHEST}. */
    int value();
}
