package dev.muster;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A successful call of the annotated method sets an event, before the call is done.
 *
 * <p>A call that ends otherwise fails the event, unless it is set: those who wait for it fail with that as the cause, and so do
 * those who come later, until the event is set or cleared.
 */
@Documented
@Repeatable(FireEvent.List.class)
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
public @interface FireEvent {
    /** The name of the event, a plain identifier. */
    String value();

    /** Several of them on one method; written by the compiler. */
    @Documented
    @Retention(RetentionPolicy.CLASS)
    @Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
    @interface List {
        /** The annotations. */
        FireEvent[] value();
    }
}
