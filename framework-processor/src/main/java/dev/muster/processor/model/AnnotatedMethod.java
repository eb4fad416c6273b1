package dev.muster.processor.model;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeVariableName;
import dev.muster.Workers;
import dev.muster.processor.report.Place;
import dev.muster.spec.MethodSpec;
import java.lang.annotation.Annotation;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A method that its dispatcher offers.
 *
 * @param name its name in the source
 * @param spec what its annotations say
 * @param variables its type variables with their bounds
 * @param parameters its parameters
 * @param varargs whether its last parameter is variable
 * @param result what it gives
 * @param thrown what it declares to throw
 * @param visibility who may call it
 * @param isStatic whether it needs no target
 * @param deprecation whether users are told to keep away
 * @param lints what the compiler would warn of at its signature or its call
 * @param hidden a type in its signature that the dispatcher cannot see, if there is one
 * @param place its declaration
 * @param annotations Muster's annotations on it, in the order of the source
 * @param terms what they say besides where calls run
 * @param suppressed the warnings that the user does not want, here or around
 */
public record AnnotatedMethod(
        String name,
        MethodSpec spec,
        List<TypeVariableName> variables,
        List<Parameter> parameters,
        boolean varargs,
        Result result,
        List<TypeName> thrown,
        Visibility visibility,
        boolean isStatic,
        Deprecation deprecation,
        List<Lint> lints,
        Optional<ClassName> hidden,
        Place place,
        List<Written> annotations,
        WrittenTerms terms,
        Set<String> suppressed) {
    /** Copies the collections. */
    public AnnotatedMethod {
        variables = List.copyOf(variables);
        parameters = List.copyOf(parameters);
        thrown = List.copyOf(thrown);
        lints = List.copyOf(lints);
        annotations = List.copyOf(annotations);
        suppressed = Set.copyOf(suppressed);
    }

    /** The same, with another description. */
    public AnnotatedMethod with(MethodSpec other) {
        return new AnnotatedMethod(
                name,
                other,
                variables,
                parameters,
                varargs,
                result,
                thrown,
                visibility,
                isStatic,
                deprecation,
                lints,
                hidden,
                place,
                annotations,
                terms,
                suppressed);
    }

    /** What the generated methods are called, or begin with. */
    public String prefix() {
        return spec.name();
    }

    /** Whether calls may run in another process. */
    public boolean isRemote() {
        return !isBlocking() && spec.on() == Workers.PROCESSES;
    }

    /** The parameter types, erased. */
    public List<TypeName> erasures() {
        return parameters.stream().map(Parameter::erasure).toList();
    }

    /** The forms that the dispatcher offers. */
    public Stream<Form> forms() {
        return Arrays.stream(Form.values()).filter(form -> form.fits(this));
    }

    /** Whether calls run on their caller's thread. */
    public boolean isBlocking() {
        return spec.isBlocking();
    }

    /** Whether custom policies have a say in its calls. */
    public boolean hasPolicies() {
        return !terms.policies().isEmpty();
    }

    /** Whether the dispatcher has a class of its calls. */
    public boolean hasCallClass() {
        return !isBlocking() || hasPolicies();
    }

    /** Whether the dispatcher has a class of its calls over arrays; policies want a call for each element. */
    public boolean hasArrayClass() {
        return Form.ARRAY.fits(this) && !hasPolicies();
    }

    /** Where the first of these members that is written is, or else the annotation, or else the method. */
    public Place at(Class<? extends Annotation> annotation, String... members) {
        return annotations.stream()
                .filter(written -> written.type() == annotation)
                .findFirst()
                .map(written -> written.at(members))
                .orElse(place);
    }

    /** The simple name of the record that carries the arguments of one call of a fan-out. */
    public Optional<String> callRecord() {
        return isBlocking() || parameters.size() < 2
                ? Optional.empty()
                : Optional.of(Character.toUpperCase(prefix().charAt(0)) + prefix().substring(1) + "Call");
    }

    /** The method as people say it: {@code Squares.square(int)}. */
    @Override
    public String toString() {
        return spec.toString();
    }
}
