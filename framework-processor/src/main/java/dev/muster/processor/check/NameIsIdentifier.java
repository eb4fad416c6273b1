package dev.muster.processor.check;

import dev.muster.Parallel;
import dev.muster.processor.model.AnnotatedMethod;
import dev.muster.processor.model.SimpleNames;
import dev.muster.processor.model.Target;
import dev.muster.processor.report.Finding;
import java.util.Optional;
import javax.lang.model.SourceVersion;

/** What the generated methods are called must be a name that methods can have. */
final class NameIsIdentifier implements MethodRule {
    private static final int CODE = 203;

    @Override
    public Optional<Finding> check(Target target, AnnotatedMethod method) {
        String name = method.prefix();
        return SourceVersion.isIdentifier(name) && !SourceVersion.isKeyword(name)
                ? Optional.empty()
                : Optional.of(new Finding(
                        CODE,
                        SimpleNames.of(target.dispatcher()) + " cannot have a method called \"" + name + "\" for "
                                + method + ".",
                        "Use a Java identifier, such as \"" + Suggestion.identifier(name, method.name()) + "\".",
                        method.at(Parallel.class, "name")));
    }
}
