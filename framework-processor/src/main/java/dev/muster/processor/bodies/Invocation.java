package dev.muster.processor.bodies;

import dev.muster.processor.model.AnnotatedMethod;
import dev.muster.processor.model.Target;
import dev.muster.processor.report.Place;
import java.util.Optional;

/**
 * A call, in some body, of an annotated method.
 *
 * @param by the method whose body it is in, as people say it
 * @param caller the same, if it is an annotated method
 * @param target the type whose method is called
 * @param called the method
 * @param way how it is called
 * @param place where the body is
 */
record Invocation(
        String by, Optional<AnnotatedMethod> caller, Target target, AnnotatedMethod called, Way way, Place place) {
    /** How a method is called. */
    enum Way {
        /** Without its dispatcher. */
        DIRECT,
        /** Through its dispatcher; the body goes on meanwhile, as far as one can see. */
        STARTED,
        /** Through its dispatcher; the body waits for its end. */
        AWAITED
    }
}
