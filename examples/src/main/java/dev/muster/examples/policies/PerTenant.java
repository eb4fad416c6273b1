package dev.muster.examples.policies;

import dev.muster.policy.EnforcedBy;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** At most so many calls at once for each value of the parameter {@code tenant}; further ones wait. */
@Documented
@EnforcedBy(QuotaPolicy.class)
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.METHOD, ElementType.TYPE, ElementType.ANNOTATION_TYPE})
public @interface PerTenant {
    /** How many. */
    int value();
}
