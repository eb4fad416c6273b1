package dev.muster.examples.policies;

import dev.muster.policy.EnforcedBy;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Calls are written into the audit log: their beginning, and how they ended. */
@Documented
@EnforcedBy(value = AuditPolicy.class, provided = true)
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.METHOD, ElementType.TYPE, ElementType.ANNOTATION_TYPE})
public @interface Audited {
    /** The book that they are written into. */
    String value();
}
