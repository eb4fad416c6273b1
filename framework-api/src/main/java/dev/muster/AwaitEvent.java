package dev.muster;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Calls of the annotated method start only once an event is set.
 *
 * <p>An event that is set stays set: a call that comes later does not wait. It is set by a successful call of a method with
 * {@link FireEvent}, or by {@link SharedEvent#set()}. If the call that was to set it failed, the call here does not start: it
 * ends with a {@link RefusedException} whose cause is that failure. A call that waits occupies no worker and holds nothing.
 */
@Documented
@Repeatable(AwaitEvent.List.class)
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
public @interface AwaitEvent {
    /** The name of the event, a plain identifier. */
    String value();

    /** Several of them on one method, all of which must be set; written by the compiler. */
    @Documented
    @Retention(RetentionPolicy.CLASS)
    @Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
    @interface List {
        /** The annotations. */
        AwaitEvent[] value();
    }
}
