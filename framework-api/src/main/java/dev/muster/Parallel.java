package dev.muster;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Calls of the annotated method run on a worker, and its dispatcher method returns a {@link Task} at once.
 *
 * <p>Without {@link #workers()} and {@link #pool()} the method shares the default pool of its kind with all other such
 * methods of one {@link Muster}. With {@code workers = n} alone it has a pool of {@code n} workers of its own. With {@code
 * pool = "x"} it shares pool {@code x} with all methods that name it; the size then comes from {@link
 * Muster.Builder#pool(String, Workers, int)} or from {@code workers}, and where both are given they must agree.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
public @interface Parallel {
    /** The kind of workers that run the calls. */
    Workers on() default Workers.THREADS;

    /** The most calls at once, or 0 for the default of the kind. */
    int workers() default 0;

    /** The name of a shared pool, or empty for none. */
    String pool() default "";

    /** What the generated methods are called instead of the method's own name; tells overloads apart. */
    String name() default "";
}
