package dev.muster.examples.policies;

import dev.muster.Parallel;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What a team means by a job for a tenant: four annotations in one. Enforced by nobody of its own. */
@Documented
@Parallel(workers = 8)
@PerTenant(2)
@NeedsHeap
@Audited("jobs")
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface TenantJob {}
