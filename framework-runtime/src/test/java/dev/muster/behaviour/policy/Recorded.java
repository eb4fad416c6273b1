package dev.muster.behaviour.policy;

import dev.muster.policy.EnforcedBy;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Calls are told to a {@link Recorder}. */
@EnforcedBy(value = Recorder.class, provided = true)
@Repeatable(Recorded.List.class)
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.METHOD, ElementType.TYPE, ElementType.ANNOTATION_TYPE})
@interface Recorded {
    String value();

    /** Several. */
    @Retention(RetentionPolicy.CLASS)
    @Target({ElementType.METHOD, ElementType.TYPE})
    @interface List {
        Recorded[] value();
    }
}
