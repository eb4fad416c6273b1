package dev.muster.processor.check;

import com.palantir.javapoet.TypeName;
import dev.muster.processor.model.AnnotatedMethod;
import dev.muster.processor.model.Condition;
import dev.muster.processor.model.Condition.Namesake;
import dev.muster.processor.model.SimpleNames;
import dev.muster.processor.model.Target;
import dev.muster.processor.model.Visibility;
import dev.muster.processor.report.Finding;
import java.util.Optional;

/** A condition is a boolean method without parameters that the dispatcher can call wherever it calls the method. */
final class ConditionCanBeAsked implements MethodRule {
    private static final int CODE = 423;

    @Override
    public Optional<Finding> check(Target target, AnnotatedMethod method) {
        return method.terms()
                .condition()
                .filter(condition -> !condition.namesakes().isEmpty())
                .flatMap(condition -> finding(target, method, condition));
    }

    private static Optional<Finding> finding(Target target, AnnotatedMethod method, Condition condition) {
        Optional<Namesake> meant = condition.meant();
        if (meant.isEmpty()) {
            return finding(method, condition, "has parameters", "Name a boolean method without parameters.");
        }
        Namesake asked = meant.get();
        if (!asked.result().equals(TypeName.BOOLEAN)) {
            String result = SimpleNames.of(asked.result());
            return finding(method, condition, "returns " + result, "Let it return boolean.");
        }
        if (asked.visibility() == Visibility.PRIVATE) {
            return finding(
                    method,
                    condition,
                    "cannot be seen by " + SimpleNames.of(target.dispatcher()) + ", a class in the same package",
                    "Make it package-private or more visible.");
        }
        if (method.isStatic() && !asked.isStatic()) {
            return finding(method, condition, "is not static, but the method is", "Make both static, or neither.");
        }
        return asked.checked()
                .flatMap(thrown -> finding(
                        method,
                        condition,
                        "throws the checked " + SimpleNames.of(thrown),
                        "Throw an unchecked exception there."));
    }

    private static Optional<Finding> finding(
            AnnotatedMethod method, Condition condition, String obstacle, String wayOut) {
        return Optional.of(new Finding(
                CODE,
                method + " cannot await condition '" + condition.name() + "', which " + obstacle + ".",
                wayOut,
                condition.place()));
    }
}
