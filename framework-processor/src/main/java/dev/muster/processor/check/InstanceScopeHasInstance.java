package dev.muster.processor.check;

import dev.muster.Scope;
import dev.muster.processor.model.AnnotatedMethod;
import dev.muster.processor.model.Need;
import dev.muster.processor.model.Target;
import dev.muster.processor.report.Finding;
import java.util.Optional;

/** A resource for each instance needs instances that are told apart. */
final class InstanceScopeHasInstance implements MethodRule {
    private static final int CODE = 408;

    @Override
    public Optional<Finding> check(Target target, AnnotatedMethod method) {
        return obstacle(target, method)
                .flatMap(obstacle -> method.terms().needs().stream()
                        .filter(need -> new Use(method, need).scope() == Scope.INSTANCE)
                        .findFirst()
                        .map(need -> finding(method, need, obstacle)));
    }

    private static Optional<String> obstacle(Target target, AnnotatedMethod method) {
        if (method.isStatic()) {
            return Optional.of("the method is static and has none");
        }
        return switch (target.kind()) {
            case RECORD -> Optional.of(target + " is a record, whose instances come and go like numbers");
            case ENUM -> Optional.of(target + " is an enum, whose instances all code shares");
            default -> Optional.empty();
        };
    }

    private static Finding finding(AnnotatedMethod method, Need need, String obstacle) {
        return new Finding(
                CODE,
                method + " wants " + need + " for each instance, but " + obstacle + ".",
                "Leave 'scope' out; then all that uses one Muster shares it.",
                need.by().at("scope"));
    }
}
