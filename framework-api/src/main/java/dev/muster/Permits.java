package dev.muster;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Calls of the annotated method hold permits while their bodies run, of which there are so many and no more.
 *
 * <p>Permits are granted in the order of arrival, together with the locks of the call; a call that takes many is not starved
 * by calls that take few. A call that waits occupies no worker. With {@link Key} there are so many permits for each value of
 * a parameter. {@link Muster#semaphore(String, int)} is a handle of permits with a name.
 */
@Documented
@Repeatable(Permits.List.class)
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
public @interface Permits {
    /** How many permits there are. Every use of a name says the same number. */
    int value();

    /** The name of permits that methods share; without one the method has permits of its own. */
    String of() default "";

    /** How many permits one call takes, all at once. */
    int take() default 1;

    /** Among whom the permits are shared. */
    Scope scope() default Scope.RUNTIME;

    /** Several of them on one method; written by the compiler. */
    @Documented
    @Retention(RetentionPolicy.CLASS)
    @Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
    @interface List {
        /** The annotations. */
        Permits[] value();
    }
}
