package dev.muster.processor.check;

import dev.muster.processor.model.AnnotatedMethod;
import dev.muster.processor.model.KeyParameter;
import dev.muster.processor.model.Target;
import dev.muster.processor.report.Finding;
import java.util.Optional;

/** Keys are compared by value. */
final class KeyHasEquality implements MethodRule {
    private static final int CODE = 443;

    @Override
    public Optional<Finding> check(Target target, AnnotatedMethod method) {
        return method.terms().keys().stream()
                .flatMap(key -> obstacle(method, key).map(obstacle -> finding(method, key, obstacle)).stream())
                .findFirst();
    }

    private static Optional<String> obstacle(AnnotatedMethod method, KeyParameter key) {
        int last = method.parameters().size() - 1;
        boolean isVariable =
                method.varargs() && method.parameters().get(last).name().equals(key.parameter());
        return isVariable ? Optional.of("variable arguments are an array") : key.obstacle();
    }

    private static Finding finding(AnnotatedMethod method, KeyParameter key, String obstacle) {
        return new Finding(
                CODE,
                "Parameter '" + key.parameter() + "' of " + method + " cannot be a key: " + obstacle + ".",
                "Use a type with value equality, such as a string, a number, an enum or a record.",
                key.place());
    }
}
