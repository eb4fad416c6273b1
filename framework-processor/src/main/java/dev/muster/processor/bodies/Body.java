package dev.muster.processor.bodies;

import dev.muster.processor.model.AnnotatedMethod;
import dev.muster.processor.report.Place;
import java.util.List;

/**
 * The body of an annotated method.
 *
 * @param method the method
 * @param calls the annotated methods that it calls through dispatchers
 * @param onlyCalls whether it does nothing but start such calls and wait for them
 * @param waits whether it waits for any
 * @param place where it is
 */
record Body(AnnotatedMethod method, List<Invocation> calls, boolean onlyCalls, boolean waits, Place place) {
    Body {
        calls = List.copyOf(calls);
    }
}
