package dev.muster;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Calls of the annotated method wait for each other: none starts, or none is done, before all parties of its generation have
 * arrived.
 *
 * <p>Without {@link #parties()} the parties are the calls of one fan-out, and a single call passes alone; a stream, whose width
 * nobody knows, is refused. All parties arrive even where fewer can run at once, since a call that waits occupies no worker. A
 * call that fails, is cancelled or dies before it arrives breaks its generation: the others end with a {@link
 * BarrierBrokenException} whose cause is what happened to it, and the next generation is whole again.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
public @interface Barrier {
    /** The name of the barrier, a plain identifier. */
    String value();

    /** How many calls make a generation, or 0 for the calls of one fan-out. Every use of a name says the same number. */
    int parties() default 0;

    /** Whether the calls wait before their bodies or after them. */
    At at() default At.ENTRY;
}
