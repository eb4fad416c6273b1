package dev.muster.processor.model;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeVariableName;
import dev.muster.processor.report.Place;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * A type with annotated methods, as its dispatcher knows it.
 *
 * @param type its name
 * @param self the type with its own variables as arguments
 * @param variables its type variables with their bounds, those of enclosing types first
 * @param kind the sort of type
 * @param visibility who may use it, all enclosing types considered
 * @param hiddenBy the private type that hides it, itself or an enclosing one
 * @param construction how a child process comes by one
 * @param deprecation whether users are told to keep away
 * @param lints what the compiler would warn of where it is named
 * @param methods the annotated methods, in the order of the source
 * @param strayKeys key parameters of its constructors, where they mean nothing
 * @param policies the custom policies of all its methods, outermost first
 * @param strayTerms what annotations on the type carry that belongs on methods
 * @param records the records among the types that cross to child processes, with their components
 * @param surroundings what the dispatcher finds around it
 * @param place its declaration
 */
public record Target(
        ClassName type,
        TypeName self,
        List<TypeVariableName> variables,
        Kind kind,
        Visibility visibility,
        Optional<ClassName> hiddenBy,
        Construction construction,
        Deprecation deprecation,
        List<Lint> lints,
        List<AnnotatedMethod> methods,
        List<KeyParameter> strayKeys,
        List<Policy> policies,
        List<Written> strayTerms,
        Map<TypeName, List<Component>> records,
        Surroundings surroundings,
        Place place) {
    /** The sorts of types. */
    public enum Kind {
        /** A class. */
        CLASS,
        /** A record. */
        RECORD,
        /** An enum. */
        ENUM,
        /** An interface. */
        INTERFACE,
        /** An annotation type. */
        ANNOTATION
    }

    /** Copies the lists; the map keeps its order. */
    public Target {
        variables = List.copyOf(variables);
        lints = List.copyOf(lints);
        methods = List.copyOf(methods);
        strayKeys = List.copyOf(strayKeys);
        policies = List.copyOf(policies);
        strayTerms = List.copyOf(strayTerms);
    }

    /** The generated class: {@code A.B} becomes {@code A_BDispatcher}. */
    public ClassName dispatcher() {
        return dispatcher(type);
    }

    /** The generated class of a type. */
    public static ClassName dispatcher(ClassName type) {
        return ClassName.get(type.packageName(), String.join("_", type.simpleNames()) + "Dispatcher");
    }

    /** The type without arguments, as generated code must write it. */
    public ClassName raw() {
        return self instanceof ParameterizedTypeName generic ? generic.rawType() : (ClassName) self;
    }

    /** The same, without some of its methods. */
    public Target keeping(Predicate<AnnotatedMethod> wanted) {
        return new Target(
                type,
                self,
                variables,
                kind,
                visibility,
                hiddenBy,
                construction,
                deprecation,
                lints,
                methods.stream().filter(wanted).toList(),
                strayKeys,
                policies,
                strayTerms,
                records,
                surroundings,
                place);
    }

    /** Whether every annotated method is static, so that a dispatcher needs no target. */
    public boolean isStatic() {
        return methods.stream().allMatch(AnnotatedMethod::isStatic);
    }

    /** All warnings that a dispatcher must not repeat. */
    public Set<Lint> allLints() {
        Set<Lint> all = EnumSet.noneOf(Lint.class);
        all.addAll(lints);
        methods.forEach(method -> all.addAll(method.lints()));
        return all;
    }

    /** The type as people say it. */
    @Override
    public String toString() {
        return SimpleNames.of(type);
    }
}
