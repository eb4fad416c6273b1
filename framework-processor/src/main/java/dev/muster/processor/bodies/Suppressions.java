package dev.muster.processor.bodies;

import java.util.Arrays;
import javax.lang.model.element.Element;
import org.jspecify.annotations.Nullable;

/** Asks whether a warning is suppressed where it belongs, or around. */
final class Suppressions {
    private Suppressions() {}

    static boolean has(Element element, String warning) {
        for (@Nullable Element at = element; at != null; at = at.getEnclosingElement()) {
            SuppressWarnings suppressed = at.getAnnotation(SuppressWarnings.class);
            if (suppressed != null && Arrays.asList(suppressed.value()).contains(warning)) {
                return true;
            }
        }
        return false;
    }
}
