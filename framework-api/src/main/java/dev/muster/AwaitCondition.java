package dev.muster;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Calls of the annotated method start only when they hold their locks and a condition is true.
 *
 * <p>The condition is a boolean method of the same class, without parameters. Whoever leaves the lock asks it, with the lock
 * held; nobody has to signal. A call for which it is false waits without holding anything and without occupying a worker. What
 * the condition reads must therefore be guarded by the lock; {@link Muster#recheck(String)} tells of changes made otherwise.
 * What the condition throws fails the one call that it was asked for. It must not wait for other calls or resources.
 *
 * <p>Goes with {@link Guarded}. Where bodies run in child processes, the condition is asked of the parent's target.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
public @interface AwaitCondition {
    /** The name of the boolean method. */
    String value();
}
