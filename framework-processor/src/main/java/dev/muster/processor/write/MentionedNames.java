package dev.muster.processor.write;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeVariableName;
import com.palantir.javapoet.WildcardTypeName;
import dev.muster.processor.model.AnnotatedMethod;
import dev.muster.processor.model.Parameter;
import dev.muster.processor.model.Target;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The simple names that a dispatcher mentions, which its private nested classes must not hide. */
final class MentionedNames {
    private final Set<String> names = new TreeSet<>();

    private MentionedNames() {}

    static Set<String> in(Target target) {
        MentionedNames found = new MentionedNames();
        found.names.addAll(target.type().simpleNames());
        found.variables(target.variables());
        target.methods().forEach(found::method);
        target.records().keySet().forEach(found::type);
        target.records().values().stream()
                .flatMap(List::stream)
                .forEach(component -> found.type(component.shape().type()));
        return found.names;
    }

    private void method(AnnotatedMethod method) {
        method.callRecord().ifPresent(names::add);
        method.terms().policies().forEach(policy -> type(policy.type()));
        variables(method.variables());
        Stream<TypeName> parameters = method.parameters().stream().map(Parameter::type);
        Stream.of(parameters, Stream.of(method.result().type()), method.thrown().stream())
                .flatMap(types -> types)
                .forEach(this::type);
    }

    private void variables(List<TypeVariableName> variables) {
        variables.forEach(variable -> {
            names.add(variable.name());
            variable.bounds().forEach(this::type);
        });
    }

    private void type(TypeName type) {
        if (type instanceof ClassName name) {
            names.addAll(name.simpleNames());
        } else if (type instanceof ArrayTypeName array) {
            type(array.componentType());
        } else if (type instanceof ParameterizedTypeName generic) {
            type(generic.rawType());
            generic.typeArguments().forEach(this::type);
        } else if (type instanceof WildcardTypeName wildcard) {
            wildcard.upperBounds().forEach(this::type);
            wildcard.lowerBounds().forEach(this::type);
        }
    }
}
