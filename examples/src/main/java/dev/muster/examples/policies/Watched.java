package dev.muster.examples.policies;

import dev.muster.policy.EnforcedBy;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Calls are audited, and reported when they take long. */
@Documented
@EnforcedBy(value = WatchPolicy.class, provided = true)
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.METHOD, ElementType.TYPE, ElementType.ANNOTATION_TYPE})
public @interface Watched {
    /** The book that they are written into. */
    String value();

    /** What is long. */
    long slowMillis() default 1_000;
}
