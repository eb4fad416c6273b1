package dev.muster.processor.check;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.TypeName;
import dev.muster.processor.model.AnnotatedMethod;
import dev.muster.processor.model.Signature;
import dev.muster.processor.model.SimpleNames;
import dev.muster.processor.model.Target;
import dev.muster.processor.report.Finding;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A generated method must not replace one that every class has from {@link Object}. */
final class NotAMethodOfObject implements MethodRule {
    private static final int CODE = 107;

    private static final Set<Signature> OF_OBJECT = Set.of(
            none("clone"),
            none("finalize"),
            none("getClass"),
            none("hashCode"),
            none("notify"),
            none("notifyAll"),
            none("toString"),
            none("wait"),
            new Signature("wait", List.of(TypeName.LONG)),
            new Signature("wait", List.of(TypeName.LONG, TypeName.INT)),
            new Signature("equals", List.of(ClassName.OBJECT)));

    @Override
    public Optional<Finding> check(Target target, AnnotatedMethod method) {
        return method.forms()
                .flatMap(form -> form.signatures(method).stream())
                .filter(OF_OBJECT::contains)
                .findFirst()
                .map(signature -> new Finding(
                        CODE,
                        "The dispatcher's method " + signature + " for " + method + " would replace Object's.",
                        fix(target, method),
                        method.place()));
    }

    /** What blocks its callers is called as the user calls it. */
    private static String fix(Target target, AnnotatedMethod method) {
        return method.isBlocking()
                ? "Annotate a method of another name instead, which calls it."
                : "Give it another name, such as @Parallel(name = \"" + method.prefix()
                        + SimpleNames.of(target.type()).replace(".", "") + "\").";
    }

    private static Signature none(String name) {
        return new Signature(name, List.of());
    }
}
