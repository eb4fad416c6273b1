package dev.muster.policy;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * On a member {@code Class<? extends F<?>>} of a policy's annotation: the {@code F} that is said there gives what the method gives.
 *
 * <pre>{@code
 * @EnforcedBy(CachePolicy.class)
 * public @interface Cached {
 *     @GivesResult Class<? extends Supplier<?>> otherwise();
 * }
 * }</pre>
 *
 * <p>With {@code @Cached(otherwise = X.class)}, where {@code X} is a {@code Supplier<String>}, a method that gives anything but a
 * string, or what a string can be given for, is a compile-time error at the annotation. What counts is the value: of a primitive
 * the box, of a stage or future what it promises, of nothing {@link Void}; where the method gives what its caller chooses,
 * {@code <T> T}, the erasure. {@code F} has one type parameter.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface GivesResult {}
