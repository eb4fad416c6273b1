package dev.muster.processor.check;

import dev.muster.processor.model.AnnotatedMethod;
import dev.muster.processor.model.KeyParameter;
import dev.muster.processor.model.Target;
import dev.muster.processor.report.Finding;
import java.util.List;
import java.util.Optional;

/** A key belongs to a resource of its method. */
final class KeyHasResource implements MethodRule {
    private static final int CODE = 441;

    @Override
    public Optional<Finding> check(Target target, AnnotatedMethod method) {
        List<String> names = method.terms().names();
        return method.terms().keys().stream()
                .filter(key -> key.resource().isEmpty() ? names.isEmpty() : !names.contains(key.resource()))
                .findFirst()
                .map(key -> names.isEmpty() ? withoutAny(method, key) : unknown(method, key, names));
    }

    private static Finding withoutAny(AnnotatedMethod method, KeyParameter key) {
        return new Finding(
                CODE,
                "Parameter '" + key.parameter() + "' of " + method
                        + " is marked as a key, but the method has no resource that it could be a key of.",
                "Remove @Key, or annotate the method, such as with @Guarded(\"" + key.parameter() + "\").",
                key.place());
    }

    private static Finding unknown(AnnotatedMethod method, KeyParameter key, List<String> names) {
        String fix = Suggestion.among(names, key.resource())
                .orElse("Name a lock, permits, an event or a barrier of the method.");
        return new Finding(
                CODE,
                "Parameter '" + key.parameter() + "' of " + method + " is marked as a key of \"" + key.resource()
                        + "\", but the method has no such resource.",
                fix,
                key.place());
    }
}
