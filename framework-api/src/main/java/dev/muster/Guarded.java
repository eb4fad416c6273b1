package dev.muster;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Calls of the annotated method hold locks while their bodies run.
 *
 * <p>Locks are named. All dispatchers of one {@link Muster} that use a name use the same lock, and {@link
 * Muster#lock(String)} is a handle of it. All locks of a call, and its {@link Permits}, are granted together, in the order of
 * arrival, so the order in which they are written does not matter and calls that ask for several do not deadlock each other.
 * A call that waits occupies no worker. A lock belongs to the call and not to its thread: a call may take it again in calls
 * that it makes itself, and lends it to calls that it started and joins. It is released when the body has really ended.
 *
 * <p>With {@link Key} there is one lock for each value of a parameter. Without {@link Parallel} the dispatcher method blocks
 * its caller until the body has run.
 */
@Documented
@Repeatable(Guarded.List.class)
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
public @interface Guarded {
    /** The names of the locks, plain identifiers. */
    String[] value();

    /** Whether the locks are held alone or together with others. */
    Mode mode() default Mode.EXCLUSIVE;

    /** Among whom the locks are shared. */
    Scope scope() default Scope.RUNTIME;

    /** Several of them on one method; written by the compiler. */
    @Documented
    @Retention(RetentionPolicy.CLASS)
    @Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
    @interface List {
        /** The annotations. */
        Guarded[] value();
    }
}
