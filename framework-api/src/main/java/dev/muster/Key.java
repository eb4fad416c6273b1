package dev.muster;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The annotated parameter is a key: the resource that it belongs to exists once for each of its values.
 *
 * <p>Several parameters may be keys of one resource; the call then claims it for each of their values, all at once, and equal
 * values once. Values are compared by {@code equals}, so a key is of a type with value equality: a primitive, a string, an
 * enum, a record and the like. A null key is an error.
 */
@Documented
@Repeatable(Key.List.class)
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.PARAMETER)
public @interface Key {
    /** The name of the resource; may be left out where the method has only one that can have a key. */
    String value() default "";

    /** Several of them on one parameter, of several resources; written by the compiler. */
    @Documented
    @Retention(RetentionPolicy.CLASS)
    @Target(ElementType.PARAMETER)
    @interface List {
        /** The annotations. */
        Key[] value();
    }
}
