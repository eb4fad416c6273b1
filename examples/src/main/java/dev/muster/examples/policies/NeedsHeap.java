package dev.muster.examples.policies;

import dev.muster.policy.EnforcedBy;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Calls start only while the heap has room, and wait until then. */
@Documented
@EnforcedBy(HeapRoomPolicy.class)
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.METHOD, ElementType.TYPE, ElementType.ANNOTATION_TYPE})
public @interface NeedsHeap {
    /** The most that may be in use before, in percent. */
    int mostUsed() default 80;
}
