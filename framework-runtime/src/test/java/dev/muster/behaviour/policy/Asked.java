package dev.muster.behaviour.policy;

import dev.muster.policy.EnforcedBy;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Calls start when an {@link Asker} says so. */
@EnforcedBy(value = Asker.class, provided = true)
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
@interface Asked {}
