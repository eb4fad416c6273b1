package dev.muster.policy;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * On a {@code String} or {@code String[]} member of a policy's annotation: what is said there is the name of a parameter of the method.
 *
 * <pre>{@code
 * @EnforcedBy(QuotaPolicy.class)
 * public @interface Quota {
 *     @NamesParameter String key() default "";
 * }
 * }</pre>
 *
 * <p>A name that no parameter has is a compile-time error at the annotation, for each method that it is about; the empty one says nothing.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface NamesParameter {}
