package dev.muster.wire;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Names the types that a {@link Codec} carries, where a class with annotated methods mentions them in what crosses to child
 * processes. Holds for the types nested in the class, too.
 *
 * <p>While compiling, these types are neither taken apart nor asked whether they are {@link java.io.Serializable}. When a value
 * of one is sent, the codec must have been registered with {@code Muster.builder().codec(…)}, or else it fares as any other
 * object does: see {@link WireFormats#object}.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface ByCodec {
    /** The types. Those of a generic type are named without arguments. */
    Class<?>[] value();
}
